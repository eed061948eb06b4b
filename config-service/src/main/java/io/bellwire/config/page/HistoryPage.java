package io.bellwire.config.page;

import io.bellwire.settings.SettingsFollower;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Shows who changed what when. */
@Controller
class HistoryPage {
    private final SettingsFollower follower;

    HistoryPage(SettingsFollower follower) {
        this.follower = follower;
    }

    @GetMapping("/history")
    ModelAndView show() {
        ModelAndView page = new ModelAndView("history");
        page.addObject("revisions", PastRevision.of(follower.revisions()));
        return page;
    }
}
