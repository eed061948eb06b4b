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
    @Test
    void everyReplicaWithTheSamePasswordTakesTheCookieForTwelveHours() {
        Cookie cookie = cookieOf("secret");

        assertThat(named("secret", after(Duration.ZERO), cookie))
                .isInstanceOf(SignedInByForm.class)
                .satisfies(user -> assertThat(user.getName()).isEqualTo("admin"))
                .satisfies(user -> assertThat(user.getAuthorities()).hasToString("[ROLE_ADMIN]"));
        assertThat(named("secret", after(SignInCookie.VALIDITY.minusMinutes(1)), cookie))
                .isNotNull();
        assertThat(named("secret", after(SignInCookie.VALIDITY.plusMinutes(1)), cookie))
                .isNull();
        assertThat(named("another", after(Duration.ZERO), cookie)).isNull();
    }

    @Test
    void theCookieIsForThisPortalAndNoScript() {
        Cookie plain = cookieOf("secret");
        assertThat(plain.isHttpOnly()).isTrue();
        assertThat(plain.getSecure()).isFalse();
        assertThat(plain.getAttribute("SameSite")).isEqualTo("Lax");
        assertThat(plain.getMaxAge()).isEqualTo(12 * 60 * 60);

        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setSecure(true);
        assertThat(cookieOf("secret", request).getSecure()).isTrue();
    }

    private static Instant after(Duration time) {
        return Clock.systemUTC().instant().plus(time);
    }

    private static Cookie cookieOf(String password) {
        return cookieOf(password, new MockHttpServletRequest());
    }

    private static Cookie cookieOf(String password, MockHttpServletRequest request) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        cookies(password, Clock.systemUTC())
                .loginSuccess(
                        request, response, UsernamePasswordAuthenticationToken.authenticated("admin", null, null));
        return response.getCookies()[0];
    }

    private static Authentication named(String password, Instant now, Cookie cookie) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setCookies(cookie);
        return cookies(password, Clock.fixed(now, ZoneOffset.UTC)).autoLogin(request, new MockHttpServletResponse());
    }

    private static SignInCookie cookies(String password, Clock clock) {
        return new SignInCookie(
                new StretchedPasswords(Map.of(
                        "admin",
                        User.withUsername("admin")
                                .password(password)
                                .roles("ADMIN")
                                .build())),
                clock);
    }
}
