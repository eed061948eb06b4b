package io.bellwire.config.page;

import io.bellwire.config.access.SignedInByForm;
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

    /** A browser forgets a password of HTTP Basic only when it is closed. */
    @ModelAttribute("maySignOut")
    boolean maySignOut(Authentication user) {
        return user instanceof SignedInByForm;
    }

    /** Asked for before the page is written: its cookie must go out with the headers. */
    @ModelAttribute("csrf")
    CsrfToken csrf(CsrfToken token) {
        var unused = token.getToken();
        return token;
    }
}
