package io.bellwire.sender.transport;

/** Where a text may be cut. */
final class Utf8 {
    private Utf8() {}

    /** The most octets, up to the given number, that end where a character ends. */
    static int lengthWithin(byte[] text, int octetsMax) {
        if (text.length <= octetsMax) {
            return text.length;
        }
        int length = octetsMax;
        while (length > 0 && isContinuation(text[length])) {
            length--;
        }
        return length;
    }

    private static boolean isContinuation(byte octet) {
        return (octet & 0xC0) == 0x80;
    }
}
