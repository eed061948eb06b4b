package io.bellwire.cef;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What precedes the CEF text in a syslog message.
 *
 * @param facility 0 to 23 (RFC 5424 §6.2.1)
 * @param severity 0 to 7, 0 is the most severe
 * @param appName printable US-ASCII, at most 48 characters, longer ones are cut; RFC 5424 only
 * @param procId printable US-ASCII, at most 128 characters, longer ones are cut
 * @param msgId printable US-ASCII, 1 to 32 characters, or {@link #NIL}; RFC 5424 only
 * @param tag before the CEF text in RFC 3164, with {@code procId} in brackets; null for none, the usual form (P17)
 */
public record SyslogHeader(
        int facility,
        int severity,
        Instant timestamp,
        HostName hostname,
        String appName,
        String procId,
        String msgId,
        @Nullable String tag) {
    /** Stands for a field that is not known (RFC 5424 §6). */
    public static final String NIL = "-";

    private static final int FACILITY_MAX = 23;
    private static final int APP_NAME_CHARACTERS_MAX = 48;
    private static final int PROC_ID_CHARACTERS_MAX = 128;
    private static final int MSG_ID_CHARACTERS_MAX = 32;
    private static final int TAG_CHARACTERS_MAX = 32;

    public SyslogHeader {
        if (facility < 0 || facility > FACILITY_MAX || severity < 0 || severity > 7) {
            throw new UnencodableMessageException(
                    Refusal.PRI,
                    "facility " + facility + " is not between 0 and 23, or severity " + severity
                            + " not between 0 and 7");
        }
        if (msgId.isEmpty() || msgId.length() > MSG_ID_CHARACTERS_MAX) {
            throw new UnencodableMessageException(
                    Refusal.MSGID_LENGTH, "the MSGID has " + msgId.length() + " characters, 1 to 32 are allowed");
        }
        appName = printable("APP-NAME", appName, APP_NAME_CHARACTERS_MAX);
        procId = printable("PROCID", procId, PROC_ID_CHARACTERS_MAX);
        printable("MSGID", msgId, MSG_ID_CHARACTERS_MAX);
        tag = tag == null ? null : printable("tag", tag, TAG_CHARACTERS_MAX);
    }

    /** A header of RFC 5424, or of RFC 3164 without a tag, that names Bellwire as the program. */
    public static SyslogHeader bellwire(
            int facility, int severity, Instant timestamp, HostName hostname, String msgId) {
        return new SyslogHeader(facility, severity, timestamp, hostname, "bellwire", NIL, msgId, null);
    }

    /**
     * The MSGID that tells an event class: its first 32 characters, those that MSGID may not hold as {@code _}. A pipe or
     * the colon of {@code CEF:} is among these, since readers look for both to find where the event begins.
     */
    public static String msgIdOf(String eventClassId) {
        StringBuilder msgId = new StringBuilder(MSG_ID_CHARACTERS_MAX);
        int from = Escaping.HEADER.start(eventClassId);
        int end = Escaping.HEADER.end(eventClassId, from, eventClassId.length());
        while (from < end && msgId.length() < MSG_ID_CHARACTERS_MAX) {
            int codePoint = eventClassId.codePointAt(from);
            boolean startOfCef = codePoint == ':' && msgId.toString().endsWith("CEF");
            boolean allowed = Ascii.isVisible(codePoint) && codePoint != '|' && !startOfCef;
            msgId.append(allowed ? (char) codePoint : '_');
            from += Character.charCount(codePoint);
        }
        return msgId.isEmpty() ? NIL : msgId.toString();
    }

    private static String printable(String field, String text, int charactersMax) {
        if (text.isEmpty() || !Ascii.isVisible(text)) {
            throw new UnencodableMessageException(
                    Refusal.HEADER_CHARS, "the " + field + " is empty or holds other than printable US-ASCII");
        }
        return text.length() > charactersMax ? text.substring(0, charactersMax) : text;
    }
}
