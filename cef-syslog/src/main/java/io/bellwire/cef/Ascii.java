package io.bellwire.cef;

import java.util.function.IntPredicate;

/** Kinds of US-ASCII characters; those of the JDK take letters and digits of every script. */
final class Ascii {
    private Ascii() {}

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isHexDigit(int c) {
        return isDigit(c) || isBetween(c, 'a', 'f') || isBetween(c, 'A', 'F');
    }

    static boolean isLetterOrDigit(int c) {
        return isDigit(c) || isBetween(c, 'a', 'z') || isBetween(c, 'A', 'Z');
    }

    /** Codes 33 to 126, those that fields of a syslog header may hold. */
    static boolean isVisible(int c) {
        return isBetween(c, '!', '~');
    }

    static boolean isVisible(String text) {
        return all(text, Ascii::isVisible);
    }

    /** Whether every character of a text is of a kind; a stream of them would cost more than the looking. */
    static boolean all(String text, IntPredicate kind) {
        for (int i = 0; i < text.length(); i++) {
            if (!kind.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBetween(int c, char first, char last) {
        return c >= first && c <= last;
    }
}
