package io.bellwire.config.settings;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Who changes settings, for the history and the log.
 *
 * @param user the name by which he signed in
 * @param address from which the request came
 * @param by {@code page} or {@code api}
 */
public record Author(String user, String address, String by) {
    /** Whoever signed in for this request. */
    public static Author of(HttpServletRequest request) {
        String user = request.getRemoteUser();
        return new Author(
                user == null ? "" : user,
                request.getRemoteAddr(),
                request.getRequestURI().startsWith("/api/") ? "api" : "page");
    }
}
