package io.bellwire.cef;

import org.jspecify.annotations.Nullable;

/** Says in words what is wrong with a value for a key of the CEF dictionary. */
final class ValueCheck {
    private ValueCheck() {}

    /** Null when the encoder writes the whole text, or nothing because it is blank. */
    static @Nullable String fault(CefKey key, String text) {
        String value = Escaping.VALUE.trimmed(text);
        if (value.isEmpty()) {
            return null;
        }
        if (key.type() == CefType.TEXT) {
            return tooLong(key, value);
        }
        if (key.type() == CefType.INTEGER) {
            Long number = CefType.wholeNumber(value);
            return number == null ? "is not " + key.type().words() : fault(key, number);
        }
        return key.type().canonical(value) == null ? "is not " + key.type().words() : null;
    }

    static @Nullable String fault(CefKey key, long number) {
        if (key.holds(number)) {
            return null;
        }
        return key.highest() == Long.MAX_VALUE
                ? "is less than " + key.lowest()
                : "is not between " + key.lowest() + " and " + key.highest();
    }

    private static @Nullable String tooLong(CefKey key, String value) {
        if (value.length() * 4L <= key.octetsMax()) {
            return null;
        }
        int octets = 0;
        for (int at = 0; at < value.length(); at += Character.charCount(value.codePointAt(at))) {
            octets += Escaping.VALUE.unescapedOctets(value, at, value.length());
        }
        return octets <= key.octetsMax()
                ? null
                : "is " + octets + " octets long, CEF allows " + key.octetsMax() + " for " + key.name();
    }
}
