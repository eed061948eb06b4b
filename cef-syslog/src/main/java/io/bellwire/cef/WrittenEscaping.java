package io.bellwire.cef;

import org.jspecify.annotations.Nullable;

/**
 * For texts that are escaped already, as they stand in a finished message: nothing is replaced any more, but a cut must
 * not go through what stands for one character.
 */
final class WrittenEscaping extends Escaping {
    static final Escaping WRITTEN = new WrittenEscaping();

    private static final String CR_LF = "\\r\\n";
    private static final int OCTAL_LENGTH = 4;

    private WrittenEscaping() {
        super(" ", " ", true, '|', "");
    }

    @Override
    @Nullable
    String replacement(String text, int at, int end) {
        return null;
    }

    /** The whole of what stands for one character counts where it begins. */
    @Override
    int writtenOctets(String text, int at, int end) {
        if (isInside(text, at)) {
            return 0;
        }
        if (text.startsWith(CR_LF, at) || isOctal(text, at)) {
            return OCTAL_LENGTH;
        }
        if (text.charAt(at) != '\\' || at + 1 == end) {
            return super.writtenOctets(text, at, end);
        }
        // Dialect mdi leaves backslashes single, so that anything may stand behind one.
        return 1 + (isOctal(text, at + 1) ? OCTAL_LENGTH : super.writtenOctets(text, at + 1, end));
    }

    /** Nothing, since the limits of the dictionary were kept when the message was made. */
    @Override
    int unescapedOctets(String text, int at, int end) {
        return 0;
    }

    @Override
    int start(String text) {
        return 0;
    }

    @Override
    int end(String text, int start, int end) {
        return end;
    }

    @Override
    int startOfCut(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        return start;
    }

    @Override
    int endOfCut(String text, int start, int cut) {
        int end = cut;
        while (end > start && isInside(text, end)) {
            end--;
        }
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        return end;
    }

    private static boolean isInside(String text, int at) {
        if (backslashesBefore(text, at) % 2 == 1) {
            return true;
        }
        if (text.startsWith(CR_LF, at - 2) && backslashesBefore(text, at - 2) % 2 == 0) {
            return true;
        }
        for (int back = 1; back < OCTAL_LENGTH; back++) {
            if (isOctal(text, at - back)) {
                return true;
            }
        }
        return false;
    }

    /** A control character, such as {@code #033} (P3). */
    private static boolean isOctal(String text, int at) {
        if (at < 0 || at + OCTAL_LENGTH > text.length() || text.charAt(at) != '#') {
            return false;
        }
        int code = 0;
        for (int i = at + 1; i < at + OCTAL_LENGTH; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 7) {
                return false;
            }
            code = code * 8 + digit;
        }
        return Character.isISOControl(code);
    }
}
