package io.bellwire.endtoend.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/** A place in the octets of a message, from which a reader goes on. */
final class Octets {
    private final byte[] octets;
    private int at;

    Octets(byte[] octets) {
        this.octets = octets;
    }

    boolean isAtEnd() {
        return at == octets.length;
    }

    /** The octet at this place, -1 at the end. */
    int peek() {
        return isAtEnd() ? -1 : octets[at] & 0xFF;
    }

    int next(String rule) {
        if (isAtEnd()) {
            throw fault(rule);
        }
        return octets[at++] & 0xFF;
    }

    void expect(String text, String rule) {
        for (int i = 0; i < text.length(); i++) {
            if (peek() != text.charAt(i)) {
                throw fault(rule);
            }
            at++;
        }
    }

    /** Steps over these octets if they are next. */
    boolean skip(byte[] expected) {
        boolean there = octets.length - at >= expected.length;
        for (int i = 0; there && i < expected.length; i++) {
            there = octets[at + i] == expected[i];
        }
        at += there ? expected.length : 0;
        return there;
    }

    /** So many octets as US-ASCII, up to a space or the end, each of 33 to 126 and one at least (PRINTUSASCII). */
    String printable(int charactersMax, String field) {
        int start = at;
        while (at < octets.length && octets[at] != ' ') {
            if (octets[at] < '!' || octets[at] > '~') {
                throw fault(field + " holds other than printable US-ASCII");
            }
            at++;
        }
        if (at == start || at - start > charactersMax) {
            throw fault(field + " has " + (at - start) + " characters, not 1 to " + charactersMax);
        }
        return new String(octets, start, at - start, ISO_8859_1);
    }

    byte[] take(int length, String rule) {
        if (length > octets.length - at) {
            throw fault(rule);
        }
        byte[] taken = Arrays.copyOfRange(octets, at, at + length);
        at += length;
        return taken;
    }

    int position() {
        return at;
    }

    String textFrom(int start) {
        return utf8(start, at);
    }

    /** All that is left, which has to be UTF-8 in its shortest form (RFC 5424 §6.4, RFC 3629). */
    String rest() {
        int start = at;
        at = octets.length;
        return utf8(start, at);
    }

    UnreadableException fault(String rule) {
        int from = Math.max(0, Math.min(at, octets.length) - 10);
        return new UnreadableException(rule, new String(octets, from, octets.length - from, ISO_8859_1));
    }

    private String utf8(int from, int end) {
        try {
            return UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(octets, from, end - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw fault("not UTF-8 in its shortest form");
        }
    }
}
