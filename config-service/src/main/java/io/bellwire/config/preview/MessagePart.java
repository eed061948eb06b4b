package io.bellwire.config.preview;

/**
 * A part of a message under the name that its standard gives it.
 *
 * @param name such as {@code PRI}, {@code Device Vendor}, or an extension key
 * @param text as it stands in the message, escapes included
 * @param meaning in words, such as {@code facility 4 auth, severity 4 warning}, or the key's full name in the CEF dictionary;
 *     empty when the name says all
 * @param start where the text begins in the message, in UTF-16 units; it ends at {@code start + text.length()}
 */
public record MessagePart(Place place, String name, String text, String meaning, int start) {
    /** Which of the three layers of a message a part belongs to. */
    public enum Place {
        /** What RFC 5424 or RFC 3164 puts in front. */
        SYSLOG_HEADER,
        CEF_HEADER,
        CEF_EXTENSION
    }
}
