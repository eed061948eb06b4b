package io.bellwire.config.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * Gives errors the headers that every answer has. What the firewall or the container refuses comes here without having
 * passed the chain that writes them.
 */
final class GuardedErrors extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", AccessWiring.CONTENT_POLICY,
            "X-Frame-Options", "DENY",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Permissions-Policy", AccessWiring.PERMISSIONS,
            "Cache-Control", "no-cache, no-store, max-age=0, must-revalidate");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HEADERS.forEach(response::setHeader);
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=" + AccessWiring.TLS_REMEMBERED.toSeconds());
        }
        chain.doFilter(request, response);
    }
}
