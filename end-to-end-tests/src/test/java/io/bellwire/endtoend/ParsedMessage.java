package io.bellwire.endtoend;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One syslog message as a real receiver understood it. A header field that is absent is {@code -}.
 *
 * @param input which of the receiver's inputs took it
 * @param protocol 1 = its RFC 5424 parser understood it, 0 = it was read as RFC 3164
 * @param facility by name, such as {@code local0}
 * @param severity by name, such as {@code warning}
 * @param timestamp of an RFC 3164 header: the receiver adds this year and UTC; null when it made a time that does not exist
 * @param structuredData as one text
 * @param msg what is left behind the header; of a message without tag {@code CEF:} counts as one and is not in it
 * @param raw the message as it came, PRI included
 */
record ParsedMessage(
        String input,
        String from,
        int protocol,
        int pri,
        String facility,
        String severity,
        @Nullable OffsetDateTime timestamp,
        String hostname,
        String appname,
        String procid,
        String msgid,
        String structuredData,
        String msg,
        String raw) {

    static ParsedMessage of(Map<String, String> fields, int protocol) {
        return new ParsedMessage(
                fields.get("input"),
                fields.get("from"),
                protocol,
                Integer.parseInt(fields.get("pri")),
                fields.get("facility"),
                fields.get("severity"),
                time(fields.get("timestamp")),
                orAbsent(fields.get("hostname")),
                orAbsent(fields.get("appname")),
                orAbsent(fields.get("procid")),
                orAbsent(fields.get("msgid")),
                orAbsent(fields.get("sd")),
                fields.get("msg"),
                fields.get("raw"));
    }

    private static @Nullable OffsetDateTime time(String text) {
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static String orAbsent(String field) {
        return field.isEmpty() ? "-" : field;
    }
}
