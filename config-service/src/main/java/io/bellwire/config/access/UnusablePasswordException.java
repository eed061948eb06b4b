package io.bellwire.config.access;

/** The program cannot start because a password is missing or cannot be read. */
public final class UnusablePasswordException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnusablePasswordException(String message) {
        super(message);
    }
}
