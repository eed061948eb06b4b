package io.bellwire.config.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.authentication.WebAuthenticationDetailsSource;
import org.springframework.security.web.authentication.rememberme.InvalidCookieException;
import org.springframework.security.web.authentication.rememberme.TokenBasedRememberMeServices;

/**
 * The cookie by which a person stays signed in: user, end and a digest of both with what was made of the user's password.
 * It says all that is needed, so every replica with the same passwords takes it, nothing is kept anywhere, and another
 * password ends each sign-in of its user.
 */
final class SignInCookie extends TokenBasedRememberMeServices {
    static final String NAME = "bellwire-sign-in";
    static final Duration VALIDITY = Duration.ofHours(12);

    /** No secret: what the cookie's digest cannot be made without is the user's {@link StretchedPasswords}. */
    private static final String KEY = "bellwire sign-in";

    private final Clock clock;

    /** @param users with their stretched passwords */
    SignInCookie(UserDetailsService users, Clock clock) {
        super(KEY, users, RememberMeTokenAlgorithm.SHA256);
        this.clock = clock;
        setMatchingAlgorithm(RememberMeTokenAlgorithm.SHA256);
        // Only the form asks for it: a program that uses HTTP Basic gets no cookie.
        setAlwaysRemember(true);
        setCookieName(NAME);
        setTokenValiditySeconds((int) VALIDITY.toSeconds());
        // Lax: a link in a ticket opens the page. What changes anything carries a form token besides.
        setCookieCustomizer(cookie -> cookie.setAttribute("SameSite", "Lax"));
    }

    /**
     * The framework's own message would write into the log what the digest should have been, and it takes the name of a
     * digest that it does not know for a fault of ours.
     */
    @Override
    protected UserDetails processAutoLoginCookie(
            String[] tokens, HttpServletRequest request, HttpServletResponse response) {
        try {
            return super.processAutoLoginCookie(tokens, request, response);
        } catch (InvalidCookieException | IllegalArgumentException e) {
            throw new InvalidCookieException("The sign-in cookie has ended, or was not made here with this password");
        }
    }

    @Override
    protected boolean isTokenExpired(long endMillis) {
        return !Instant.ofEpochMilli(endMillis).isAfter(clock.instant());
    }

    @Override
    protected Authentication createSuccessfulAuthentication(HttpServletRequest request, UserDetails user) {
        return new SignedInByForm(user, new WebAuthenticationDetailsSource().buildDetails(request));
    }
}
