package io.bellwire.cef;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The octets of one message while it is written; used again for the next one. Not thread-safe. */
final class MessageBuffer {
    /** No code unit becomes more than this: a control character is four octets, a surrogate pair too. */
    private static final int OCTETS_PER_UNIT_MAX = 4;

    private static final int LONG_DIGITS_MAX = 20;

    private byte[] octets = new byte[4096];
    private char[] units = new char[1024];
    private int length;

    int length() {
        return length;
    }

    void truncate(int newLength) {
        length = newLength;
    }

    void octet(int octet) {
        ensure(1);
        octets[length++] = (byte) octet;
    }

    void octets(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, octets, length, more.length);
        length += more.length;
    }

    /** Text that is known to be US-ASCII. */
    void ascii(String text) {
        ensure(text.length());
        for (int i = 0; i < text.length(); i++) {
            octets[length++] = (byte) text.charAt(i);
        }
    }

    /** Text between two indexes as UTF-8, escaped. */
    void text(String text, int from, int end, Escaping escaping) {
        int count = end - from;
        ensure(count * OCTETS_PER_UNIT_MAX);
        // Copied at once: to ask the string for each character takes nearly twice as long.
        char[] source = units(text, from, end);
        int done = 0;
        while (done < count) {
            done = plainRun(source, done, count, escaping);
            if (done < count) {
                done += special(text, from + done, end, escaping);
            }
        }
    }

    void decimal(long number) {
        if (number >= 0) {
            digits(number);
        } else {
            ascii(Long.toString(number));
        }
    }

    /** A number from 0 to 99 with a leading zero. */
    void twoDigits(int number) {
        octet('0' + number / 10);
        octet('0' + number % 10);
    }

    /** A number from 0 to 999 with leading zeros. */
    void threeDigits(int number) {
        octet('0' + number / 100);
        octet('0' + number / 10 % 10);
        octet('0' + number % 10);
    }

    /** Takes octets out; those behind move up. */
    void remove(int start, int count) {
        System.arraycopy(octets, start + count, octets, start, length - start - count);
        length -= count;
    }

    /** Puts what was written from {@code mark} on in the place of {@code count} octets further in front. */
    void replace(int start, int count, int mark) {
        byte[] moved = Arrays.copyOfRange(octets, mark, length);
        System.arraycopy(octets, start + count, octets, start + moved.length, mark - start - count);
        System.arraycopy(moved, 0, octets, start, moved.length);
        length = mark - count + moved.length;
    }

    byte[] copyFrom(int start) {
        return Arrays.copyOfRange(octets, start, length);
    }

    /** Writes characters that stand for themselves, and says where the first other one is. */
    private int plainRun(char[] source, int from, int end, Escaping escaping) {
        byte[] target = octets;
        boolean[] plain = escaping.plain();
        int at = length;
        int i = from;
        while (i < end) {
            char c = source[i];
            if (c >= plain.length || !plain[c]) {
                break;
            }
            target[at++] = (byte) c;
            i++;
        }
        length = at;
        return i;
    }

    private char[] units(String text, int from, int end) {
        if (units.length < end - from) {
            units = new char[Math.max(units.length * 2, end - from)];
        }
        text.getChars(from, end, units, 0);
        return units;
    }

    /** Writes a code point that needs more than one octet or an escape, and says how many code units it has. */
    private int special(String text, int at, int end, Escaping escaping) {
        @Nullable String replacement = escaping.replacement(text, at, end);
        if (replacement == null) {
            int codePoint = text.codePointAt(at);
            utf8(codePoint);
            return Character.charCount(codePoint);
        }
        for (int i = 0; i < replacement.length(); i++) {
            utf8(replacement.charAt(i));
        }
        return 1;
    }

    private void utf8(int codePoint) {
        if (codePoint < 0x80) {
            octets[length++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            octets[length++] = (byte) (0xC0 | (codePoint >> 6));
            continuation(codePoint);
        } else if (codePoint < 0x10000) {
            octets[length++] = (byte) (0xE0 | (codePoint >> 12));
            continuation(codePoint >> 6);
            continuation(codePoint);
        } else {
            octets[length++] = (byte) (0xF0 | (codePoint >> 18));
            continuation(codePoint >> 12);
            continuation(codePoint >> 6);
            continuation(codePoint);
        }
    }

    private void continuation(int bits) {
        octets[length++] = (byte) (0x80 | (bits & 0x3F));
    }

    private void digits(long number) {
        ensure(LONG_DIGITS_MAX);
        int count = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            count++;
        }
        long rest = number;
        for (int at = length + count - 1; at >= length; at--) {
            octets[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    private void ensure(int more) {
        if (octets.length - length < more) {
            octets = Arrays.copyOf(octets, Math.max(octets.length * 2, length + more));
        }
    }
}
