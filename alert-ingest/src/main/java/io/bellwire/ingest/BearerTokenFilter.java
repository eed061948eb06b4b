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

/** Lets only requests with a producer's token through (RFC 6750 §2.1), and not more of them than it may post. */
final class BearerTokenFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final Producers producers;
    private final HandlerExceptionResolver answers;

    BearerTokenFilter(Producers producers, HandlerExceptionResolver answers) {
        this.producers = producers;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String shown = shown(request.getHeader(HttpHeaders.AUTHORIZATION));
        try {
            admit(request, shown);
        } catch (RefusedException e) {
            answers.resolveException(request, response, null, e);
            return;
        }
        chain.doFilter(request, response);
    }

    private void admit(HttpServletRequest request, @Nullable String shown) {
        Producer producer = shown == null ? null : producers.of(shown);
        if (producer == null) {
            throw RefusedException.unauthorized(shown != null);
        }
        producer.admit(request);
    }

    private static @Nullable String shown(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        return authorization.substring(SCHEME.length()).strip();
    }
}
