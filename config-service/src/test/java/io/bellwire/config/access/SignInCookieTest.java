package io.bellwire.config.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;

class SignInCookieTest {
    /** Made once each: stretching is slow by intention. */
    private static final StretchedPasswords ONE_REPLICA = users("secret");

    private static final StretchedPasswords ANOTHER_REPLICA = users("secret");
    private static final StretchedPasswords ANOTHER_PASSWORD = users("another");

    @Test
    void everyReplicaWithTheSamePasswordTakesTheCookieForTwelveHours() {
        Cookie cookie = cookieOf(new MockHttpServletRequest());

        assertThat(named(ANOTHER_REPLICA, after(Duration.ZERO), cookie))
                .isInstanceOf(SignedInByForm.class)
                .satisfies(user -> assertThat(user.getName()).isEqualTo("admin"))
                .satisfies(user -> assertThat(user.getAuthorities()).hasToString("[ROLE_ADMIN]"));
        assertThat(named(ANOTHER_REPLICA, after(SignInCookie.VALIDITY.minusMinutes(1)), cookie))
                .isNotNull();
        assertThat(named(ANOTHER_REPLICA, after(SignInCookie.VALIDITY.plusMinutes(1)), cookie))
                .isNull();
        assertThat(named(ANOTHER_PASSWORD, after(Duration.ZERO), cookie)).isNull();
    }

    @Test
    void theCookieIsForThisPortalAndNoScript() {
        Cookie plain = cookieOf(new MockHttpServletRequest());
        assertThat(plain.isHttpOnly()).isTrue();
        assertThat(plain.getSecure()).isFalse();
        assertThat(plain.getAttribute("SameSite")).isEqualTo("Lax");
        assertThat(plain.getMaxAge()).isEqualTo(12 * 60 * 60);

        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setSecure(true);
        assertThat(cookieOf(request).getSecure()).isTrue();
    }

    private static Instant after(Duration time) {
        return Clock.systemUTC().instant().plus(time);
    }

    private static Cookie cookieOf(MockHttpServletRequest request) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new SignInCookie(ONE_REPLICA, Clock.systemUTC())
                .loginSuccess(
                        request, response, UsernamePasswordAuthenticationToken.authenticated("admin", null, null));
        return response.getCookies()[0];
    }

    private static Authentication named(StretchedPasswords users, Instant now, Cookie cookie) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setCookies(cookie);
        return new SignInCookie(users, Clock.fixed(now, ZoneOffset.UTC))
                .autoLogin(request, new MockHttpServletResponse());
    }

    private static StretchedPasswords users(String password) {
        return new StretchedPasswords(Map.of(
                "admin",
                User.withUsername("admin").password(password).roles("ADMIN").build()));
    }
}
