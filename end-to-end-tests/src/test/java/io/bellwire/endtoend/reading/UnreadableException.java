package io.bellwire.endtoend.reading;

/** What was to be read breaks a rule of its format. */
public final class UnreadableException extends RuntimeException {
    private static final int CHARACTERS_SHOWN = 40;

    UnreadableException(String rule, String near) {
        super(rule + ", near '" + near.substring(0, Math.min(near.length(), CHARACTERS_SHOWN)) + "'");
    }
}
