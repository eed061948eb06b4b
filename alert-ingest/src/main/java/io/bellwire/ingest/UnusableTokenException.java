package io.bellwire.ingest;

/** A token that cannot be used or read; the message says which, where and what would be right, and shows no token. */
final class UnusableTokenException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnusableTokenException(String message) {
        super(message);
    }
}
