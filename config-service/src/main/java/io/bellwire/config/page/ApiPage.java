package io.bellwire.config.page;

import io.bellwire.config.apidocs.ApiGuide;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Shows people how programs talk to Bellwire. */
@Controller
class ApiPage {
    private final ApiGuide guide;

    ApiPage(ApiGuide guide) {
        this.guide = guide;
    }

    @GetMapping("/api")
    ModelAndView show() {
        return new ModelAndView("api").addObject("groups", guide.groups());
    }
}
