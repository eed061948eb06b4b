package io.bellwire.config.access;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Passwords were wrong so often that none is looked at for a while. */
final class TooManyTriesException extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final Duration wait;

    /** @param wait until the next try; longer than zero */
    TooManyTriesException(Duration wait) {
        super("too many wrong passwords");
        this.wait = wait;
    }

    /** Until the next try, rounded up. */
    long waitSeconds() {
        return wait.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
