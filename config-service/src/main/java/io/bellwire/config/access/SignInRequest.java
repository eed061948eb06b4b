package io.bellwire.config.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
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
            response.setHeader("HX-Redirect", formFor(pageOf(request)));
            response.sendError(HttpStatus.UNAUTHORIZED.value());
        } else if (comesFromAPerson(request)) {
            response.setHeader(HttpHeaders.LOCATION, formFor(wanted(request)));
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

    /** The page that was asked for; what was posted is lost, so then it is the start page. */
    private static String wanted(HttpServletRequest request) {
        if (!HttpMethod.GET.matches(request.getMethod())) {
            return LocalPath.START;
        }
        return withQuery(request.getRequestURI(), request.getQueryString());
    }

    /** The page on which something was to be renewed. */
    private static String pageOf(HttpServletRequest request) {
        String address = request.getHeader("HX-Current-URL");
        try {
            URI page = new URI(address == null ? LocalPath.START : address);
            return withQuery(page.getRawPath(), page.getRawQuery());
        } catch (URISyntaxException e) {
            return LocalPath.START;
        }
    }

    private static String withQuery(@Nullable String path, @Nullable String query) {
        return LocalPath.of(query == null ? path : path + "?" + query);
    }

    private static String formFor(String next) {
        return next.equals(LocalPath.START)
                ? SignInPage.PATH
                : SignInPage.PATH + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }
}
