package io.bellwire.cef;

import org.jspecify.annotations.Nullable;

/**
 * What stands for the characters that may not stand for themselves, in a header field or in an extension value (P1 to P4,
 * P8, P11). All rules look at one code point and its neighbours, so that a text can be cut at any of them.
 */
class Escaping {
    /** Header fields: line breaks and TAB become a space, backslash and pipe are escaped. */
    static final Escaping HEADER = new Escaping(" ", " ", true, '|', "\\|:");

    /** Extension values: line breaks become \n or \r, TAB a space, backslash and equals sign are escaped. */
    static final Escaping VALUE = new Escaping("\\n", "\\r", false, '=', "\\=:");

    private static final int ASCII_END = 0x80;
    private static final int CONTROLS_END = 0xA0;
    private static final char NEXT_LINE = 0x85;

    private final String lineBreak;
    private final boolean crLfIsOne;
    private final @Nullable String[] replacements = new @Nullable String[CONTROLS_END];
    private final boolean[] plain = new boolean[ASCII_END];

    /**
     * @param crLfIsOne whether CR LF is written as one line break; if not, each keeps its own escape
     * @param special visible characters for which {@link #replacement} has to be asked
     */
    Escaping(String lineFeed, String carriageReturn, boolean crLfIsOne, char delimiter, String special) {
        lineBreak = lineFeed;
        this.crLfIsOne = crLfIsOne;
        for (int c = 0; c < CONTROLS_END; c++) {
            boolean control = c < ' ' || c >= 0x7F;
            replacements[c] = control ? octal(c) : null;
        }
        replacements['\n'] = lineFeed;
        replacements[NEXT_LINE] = lineFeed;
        replacements['\r'] = carriageReturn;
        replacements['\t'] = " ";
        replacements['\\'] = "\\\\";
        replacements[delimiter] = "\\" + delimiter;
        for (int c = 0; c < ASCII_END; c++) {
            plain[c] = c >= ' ' && c < 0x7F && special.indexOf(c) < 0;
        }
    }

    /** For each character of US-ASCII, whether it stands for itself whatever is around it; not to be changed. */
    boolean[] plain() {
        return plain;
    }

    /**
     * What is written for the code point at an index, null when it is written as it is.
     *
     * @param end of the part of the text that is written
     */
    @Nullable
    String replacement(String text, int at, int end) {
        char c = text.charAt(at);
        if (c < CONTROLS_END) {
            if (c == ':') {
                return isForgedStart(text, at, end) ? ": " : null;
            }
            boolean firstOfTwo = c == '\r' && crLfIsOne && at + 1 < end && text.charAt(at + 1) == '\n';
            return firstOfTwo ? "" : replacements[c];
        }
        if (c == '\u2028' || c == '\u2029') {
            return lineBreak;
        }
        return Character.isSurrogate(c) && !isPair(text, at, end) ? "\uFFFD" : null;
    }

    /** The octets that the code point at an index takes when written. */
    int writtenOctets(String text, int at, int end) {
        String replacement = replacement(text, at, end);
        return replacement == null ? utf8Octets(text.charAt(at)) : octets(replacement);
    }

    /** The octets that are left of the code point at an index when a reader has taken the escapes away (P9). */
    int unescapedOctets(String text, int at, int end) {
        String replacement = replacement(text, at, end);
        if (replacement == null) {
            return utf8Octets(text.charAt(at));
        }
        boolean escape = replacement.length() == 2 && replacement.charAt(0) == '\\';
        return escape ? 1 : octets(replacement);
    }

    /** Where the text begins when spaces, and what becomes one, are trimmed (P4). */
    int start(String text) {
        int start = 0;
        while (start < text.length() && isSpace(text.charAt(start))) {
            start++;
        }
        return start;
    }

    /** Where the text that begins at {@code start} ends when it is trimmed. */
    int end(String text, int start, int end) {
        int trimmed = end;
        while (trimmed > start && isSpace(text.charAt(trimmed - 1))) {
            trimmed--;
        }
        return trimmed;
    }

    /** Where the part that is left of a text begins when it has to be cut: blanks at its ends go before anything else. */
    int startOfCut(String text) {
        return start(text);
    }

    /** Where the part that is left of a text ends when the rest behind {@code cut} is cut away. */
    int endOfCut(String text, int start, int cut) {
        return end(text, start, cut);
    }

    String trimmed(String text) {
        int start = start(text);
        return text.substring(start, end(text, start, text.length()));
    }

    boolean isBlank(String text) {
        return start(text) == text.length();
    }

    static int backslashesBefore(String text, int at) {
        int start = at;
        while (start > 0 && text.charAt(start - 1) == '\\') {
            start--;
        }
        return at - start;
    }

    private boolean isSpace(char c) {
        if (c < CONTROLS_END) {
            return c == ' ' || " ".equals(replacements[c]);
        }
        return lineBreak.equals(" ") && (c == '\u2028' || c == '\u2029');
    }

    /** {@code CEF:} before a digit: some readers take the last one in a line for the start of the event (P8). */
    private static boolean isForgedStart(String text, int colon, int end) {
        return colon >= 3
                && colon + 1 < end
                && Ascii.isDigit(text.charAt(colon + 1))
                && text.startsWith("CEF", colon - 3);
    }

    private static boolean isPair(String text, int at, int end) {
        return at + 1 < end && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }

    private static int octets(String replacement) {
        return replacement.equals("\uFFFD") ? 3 : replacement.length();
    }

    /** The octets of a code point in UTF-8, told by its first code unit. */
    private static int utf8Octets(char first) {
        if (first < ASCII_END) {
            return 1;
        }
        return first < 0x800 ? 2 : Character.isSurrogate(first) ? 4 : 3;
    }

    /** The form of rsyslog and of RFC 5424's example: {@code #000} (P3). */
    private static String octal(int c) {
        return "#" + (char) ('0' + (c >> 6)) + (char) ('0' + ((c >> 3) & 7)) + (char) ('0' + (c & 7));
    }
}
