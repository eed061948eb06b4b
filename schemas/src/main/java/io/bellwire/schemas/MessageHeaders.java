package io.bellwire.schemas;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Names and form of the headers on records of {@code syslog-messages}: text, numbers in decimal, so that kcat shows them. */
public final class MessageHeaders {
    /** Partition of {@code alerts} from which the message's alert came. */
    public static final String ALERT_PARTITION = "alert-partition";
    /** Offset in that partition. */
    public static final String ALERT_OFFSET = "alert-offset";
    /** When the alert was accepted, milliseconds since the epoch. */
    public static final String ACCEPTED_AT = "accepted-at";
    /** The settings under which it was formatted. */
    public static final String SETTINGS_REVISION = "settings-revision";
    /** {@code rfc5424} or {@code rfc3164}. */
    public static final String FORMAT = "format";
    /** The notification kind, such as {@code new-security-alert}. */
    public static final String KIND = "kind";

    /** Any so long fits in 63 bits. */
    private static final int DIGITS_MAX = 18;

    private MessageHeaders() {}

    public static byte[] value(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] value(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The number in this header, which is not negative; empty when the record has none, since others may write to the topic
     * too.
     */
    public static OptionalLong number(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? OptionalLong.empty() : number(header.value());
    }

    /** Not by way of a text: the sender asks every message. */
    private static OptionalLong number(byte[] digits) {
        if (digits.length == 0 || digits.length > DIGITS_MAX) {
            return OptionalLong.empty();
        }
        long number = 0;
        for (byte digit : digits) {
            if (digit < '0' || digit > '9') {
                return OptionalLong.empty();
            }
            number = 10 * number + digit - '0';
        }
        return OptionalLong.of(number);
    }
}
