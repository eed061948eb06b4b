package io.bellwire.ingest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Lets only requests with the ingest token through (RFC 6750 §2.1). */
final class BearerTokenFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final IngestToken token;
    private final HandlerExceptionResolver answers;

    BearerTokenFilter(IngestToken token, HandlerExceptionResolver answers) {
        this.token = token;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String shown = shown(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (shown != null && token.is(shown)) {
            chain.doFilter(request, response);
        } else {
            answers.resolveException(request, response, null, RefusedException.unauthorized(shown != null));
        }
    }

    private static @Nullable String shown(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        return authorization.substring(SCHEME.length()).strip();
    }
}
