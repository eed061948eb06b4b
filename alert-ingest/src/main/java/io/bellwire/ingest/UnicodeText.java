package io.bellwire.ingest;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** What makes text valid Unicode, as bytes and as characters. */
final class UnicodeText {
    /** Few, since they are made anew for every line of NDJSON, and what is in them is not looked at. */
    private static final int SLICE_CHARACTERS = 256;

    private static final char REPLACEMENT = '\uFFFD';

    private UnicodeText() {}

    /** Whether these bytes are UTF-8 as RFC 3629 has it: no overlong forms, no surrogates. */
    static boolean isUtf8(byte[] bytes, int offset, int length) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
        CharBuffer slice = CharBuffer.allocate(Math.min(length + 1, SLICE_CHARACTERS));
        CoderResult result = decoder.decode(in, slice, true);
        while (result.isOverflow()) {
            slice.clear();
            result = decoder.decode(in, slice, true);
        }
        return result.isUnderflow();
    }

    /**
     * The text with U+FFFD for each half of a surrogate pair that stands alone. JSON can write one as an escape, and
     * Windows names may hold one; UTF-8 cannot.
     */
    static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return replaced(text, i);
            }
        }
        return text;
    }

    private static String replaced(String text, int from) {
        StringBuilder whole = new StringBuilder(text);
        for (int i = from; i < whole.length(); i++) {
            if (i + 1 < whole.length() && Character.isSurrogatePair(whole.charAt(i), whole.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(whole.charAt(i))) {
                whole.setCharAt(i, REPLACEMENT);
            }
        }
        return whole.toString();
    }
}
