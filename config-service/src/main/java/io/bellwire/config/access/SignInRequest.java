package io.bellwire.config.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Asks who is there: people by the form, programs by HTTP Basic. */
final class SignInRequest implements AuthenticationEntryPoint {
    /** The user's name and password come as UTF-8 (RFC 7617 section 2.1). */
    private static final String CHALLENGE = "Basic realm=\"Bellwire\", charset=\"UTF-8\"";

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        if (reason instanceof TooManyTriesException tries) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(tries.waitSeconds()));
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
        } else if (request.getHeader("HX-Request") != null) {
            // Without a challenge: the browser's own window would cover the page.
            response.setHeader("HX-Redirect", SignInPage.PATH);
            response.sendError(HttpStatus.UNAUTHORIZED.value());
        } else if (comesFromAPerson(request)) {
            response.setHeader(HttpHeaders.LOCATION, formFor(request));
            response.setStatus(HttpStatus.SEE_OTHER.value());
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
            response.sendError(HttpStatus.UNAUTHORIZED.value());
        }
    }

    /** Who tried HTTP Basic goes on with it. */
    private static boolean comesFromAPerson(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null
                && accept.contains(MediaType.TEXT_HTML_VALUE)
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && !request.getRequestURI().startsWith("/api/");
    }

    /** With the page that was asked for; what was posted is lost, so then it is the start page. */
    private static String formFor(HttpServletRequest request) {
        String query = request.getQueryString();
        String asked = query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
        boolean read = HttpMethod.GET.matches(request.getMethod());
        String next = read ? LocalPath.of(asked) : LocalPath.START;
        return next.equals(LocalPath.START)
                ? SignInPage.PATH
                : SignInPage.PATH + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }
}
