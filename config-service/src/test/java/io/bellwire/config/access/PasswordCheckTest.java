package io.bellwire.config.access;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

class PasswordCheckTest {
    private final PasswordCheck check = new PasswordCheck(
            PasswordCheckTest::passwordIsRight, Set.of("admin", "viewer"), new SignInThrottle(() -> 0));

    @Test
    void theSameNameInAnotherCaseIsTheSameUser() {
        for (String name : new String[] {"admin", "Admin", "ADMIN", "aDmin", "admIN"}) {
            assertThatThrownBy(() -> check.authenticate(tried(name, "wrong")))
                    .isInstanceOf(BadCredentialsException.class);
        }

        assertThatThrownBy(() -> check.authenticate(tried("admin", "right"))).isInstanceOf(TooManyTriesException.class);
        assertThatThrownBy(() -> check.authenticate(tried("ADMIN", "right"))).isInstanceOf(TooManyTriesException.class);
    }

    @Test
    void aRightPasswordOfOneUserForgetsNothingOfAnother() {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> check.authenticate(tried("ADMIN", "wrong")))
                    .isInstanceOf(BadCredentialsException.class);
            var unused = check.authenticate(tried("VIEWER", "right"));
        }

        assertThatThrownBy(() -> check.authenticate(tried("admin", "right"))).isInstanceOf(TooManyTriesException.class);
    }

    private static Authentication tried(String name, String password) {
        return UsernamePasswordAuthenticationToken.unauthenticated(name, password);
    }

    private static Authentication passwordIsRight(Authentication tried) {
        if (!"right".equals(tried.getCredentials())) {
            throw new BadCredentialsException("wrong");
        }
        return tried;
    }
}
