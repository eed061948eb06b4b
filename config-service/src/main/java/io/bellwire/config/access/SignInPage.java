package io.bellwire.config.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The form by which people sign in; it works without JavaScript. */
@Controller
class SignInPage {
    static final String PATH = "/login";
    static final String LEAVE = "/logout";

    /** A name is shown again to whoever mistyped the password; anything else may be a password in the wrong field. */
    private static final Set<String> NAMES_SHOWN = Set.of("admin", "viewer");

    private static final Logger log = LoggerFactory.getLogger(SignInPage.class);

    private final PasswordCheck passwords;
    private final SignInCookie cookie;

    SignInPage(PasswordCheck passwords, SignInCookie cookie) {
        this.passwords = passwords;
        this.cookie = cookie;
    }

    @GetMapping(PATH)
    Object show(
            @RequestParam(required = false) @Nullable String next,
            @RequestParam(required = false) @Nullable String left,
            @Nullable Authentication user,
            CsrfToken token) {
        if (user != null) {
            return seeOther(LocalPath.of(next));
        }
        return form("", next, null, left != null, token);
    }

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Object signIn(
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response,
            CsrfToken token) {
        var tried = UsernamePasswordAuthenticationToken.unauthenticated(username, password);
        tried.setDetails(new WebAuthenticationDetails(request));
        try {
            Authentication user = passwords.authenticate(tried);
            cookie.loginSuccess(request, response, user);
            log("Signed in", user.getName(), request);
            return seeOther(LocalPath.of(next));
        } catch (TooManyTriesException e) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(e.waitSeconds()));
            String fault = "Too many wrong passwords. Wait " + inWords(e.waitSeconds()) + ", then try again.";
            return refused(HttpStatus.TOO_MANY_REQUESTS, form(username, next, fault, false, token));
        } catch (AuthenticationException e) {
            String fault = "Bellwire knows no such user with this password.";
            return refused(HttpStatus.UNAUTHORIZED, form(username, next, fault, false, token));
        }
    }

    @PostMapping(LEAVE)
    ResponseEntity<Void> signOut(
            @Nullable Authentication user, HttpServletRequest request, HttpServletResponse response) {
        cookie.logout(request, response, user);
        if (user != null) {
            log("Signed out", user.getName(), request);
        }
        return seeOther(PATH + "?left");
    }

    private static ModelAndView form(
            String user, @Nullable String next, @Nullable String fault, boolean left, CsrfToken token) {
        ModelAndView page = new ModelAndView("login");
        page.addObject("user", NAMES_SHOWN.contains(user) ? user : "");
        page.addObject("next", LocalPath.of(next));
        page.addObject("fault", fault);
        page.addObject("left", left);
        // Asked for before the page is written: its cookie must go out with the headers.
        page.addObject("csrfName", token.getParameterName());
        page.addObject("csrfToken", token.getToken());
        return page;
    }

    private static ModelAndView refused(HttpStatus status, ModelAndView page) {
        page.setStatus(status);
        return page;
    }

    private static ResponseEntity<Void> seeOther(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, path)
                .build();
    }

    private static String inWords(long seconds) {
        return seconds == 1 ? "a second" : seconds + " seconds";
    }

    private static void log(String what, String user, HttpServletRequest request) {
        log.atInfo()
                .addKeyValue("user", user)
                .addKeyValue("address", request.getRemoteAddr())
                .log(what);
    }
}
