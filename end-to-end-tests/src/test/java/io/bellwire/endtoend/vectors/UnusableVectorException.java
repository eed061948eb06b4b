package io.bellwire.endtoend.vectors;

/** A vector holds something for which its form has no meaning. */
final class UnusableVectorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableVectorException(String message) {
        super(message);
    }
}
