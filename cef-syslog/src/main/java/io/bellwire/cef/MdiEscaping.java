package io.bellwire.cef;

import org.jspecify.annotations.Nullable;

/**
 * What stands for characters in the dialect {@code mdi}: texts are written as they are, blanks at both ends and single
 * backslashes too, as Defender for Identity's sensor does. What could break a line or forge a key, a header field or an
 * event is written another way all the same.
 */
final class MdiEscaping extends Escaping {
    static final Escaping HEADER = new MdiEscaping(" ", '|', Escaping.HEADER);

    /** Every line break is the four characters that the sensor writes for it. */
    static final Escaping VALUE = new MdiEscaping("\\r\\n", '=', Escaping.VALUE);

    private final char delimiter;
    private final Escaping standard;

    private MdiEscaping(String lineBreak, char delimiter, Escaping standard) {
        super(lineBreak, lineBreak, true, delimiter, "|=:");
        this.delimiter = delimiter;
        this.standard = standard;
    }

    @Override
    @Nullable
    String replacement(String text, int at, int end) {
        char c = text.charAt(at);
        if (c == '\\') {
            return null;
        }
        if (c == delimiter) {
            // Behind a backslash of the text's own, one more would only escape that one.
            return backslashesBefore(text, at) % 2 == 1 ? "\\\\" + delimiter : "\\" + delimiter;
        }
        if (c == '|') {
            // In RFC 5424 an event of this dialect begins with "0|"; no value may look like one.
            return at > 0 && isWrittenWithZeroAtItsEnd(text.charAt(at - 1)) ? " |" : null;
        }
        return super.replacement(text, at, end);
    }

    /** The dictionary's limits are those of the text, whatever the dialect. */
    @Override
    int unescapedOctets(String text, int at, int end) {
        return standard.unescapedOctets(text, at, end);
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
        return standard.start(text);
    }

    @Override
    int endOfCut(String text, int start, int cut) {
        return standard.end(text, start, cut);
    }

    @Override
    boolean isBlank(String text) {
        return standard.isBlank(text);
    }

    /** A zero, or a control character such as {@code #000}. */
    private static boolean isWrittenWithZeroAtItsEnd(char c) {
        return c == '0' || (Character.isISOControl(c) && (c & 7) == 0);
    }
}
