package io.bellwire.config.page;

import org.springframework.security.core.Authentication;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page shows of the person before it, and what its forms need. */
@ControllerAdvice(basePackageClasses = PageFrame.class)
class PageFrame {
    private static final String ADMIN_AUTHORITY = "ROLE_ADMIN";

    @ModelAttribute("user")
    String user(Authentication user) {
        return user.getName();
    }

    @ModelAttribute("mayChange")
    boolean mayChange(Authentication user) {
        return user.getAuthorities().stream().anyMatch(granted -> ADMIN_AUTHORITY.equals(granted.getAuthority()));
    }

    /** Asked for before the page is written: its cookie must go out with the headers. */
    @ModelAttribute("csrf")
    CsrfToken csrf(CsrfToken token) {
        var unused = token.getToken();
        return token;
    }
}
