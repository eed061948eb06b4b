package io.bellwire.endtoend.reading;

import java.time.YearMonth;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a message by the grammar of RFC 5424 §6, and refuses what the grammar does not know. */
public final class Rfc5424Reader {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final String NIL = "-";
    private static final int HOSTNAME_MAX = 255;
    private static final int APP_NAME_MAX = 48;
    private static final int PROC_ID_MAX = 128;
    private static final int MSG_ID_MAX = 32;
    private static final int TIMESTAMP_MAX = 32;
    private static final int SD_NAME_MAX = 32;
    private static final Pattern TIMESTAMP = Pattern.compile("([0-9]{4})-(0[1-9]|1[0-2])-([0-2][0-9]|3[01])"
            + "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,6})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])");

    private Rfc5424Reader() {}

    /** Reads one message without its frame. */
    public static SyslogLine read(byte[] message) {
        Octets in = new Octets(message);
        int pri = SyslogLine.pri(in);
        in.expect("1 ", "VERSION is not 1");
        String timestamp = timestamp(field(in, TIMESTAMP_MAX, "TIMESTAMP"));
        String hostname = field(in, HOSTNAME_MAX, "HOSTNAME");
        String appName = field(in, APP_NAME_MAX, "APP-NAME");
        String procId = field(in, PROC_ID_MAX, "PROCID");
        String msgId = field(in, MSG_ID_MAX, "MSGID");
        String structuredData = structuredData(in);
        boolean mark = false;
        String msg = "";
        if (!in.isAtEnd()) {
            in.expect(" ", "no space before MSG");
            mark = in.skip(BYTE_ORDER_MARK);
            msg = SyslogLine.refuseControls(in.rest());
        }
        return new SyslogLine(pri, timestamp, hostname, appName, procId, msgId, structuredData, mark, msg);
    }

    private static String field(Octets in, int charactersMax, String name) {
        String field = in.printable(charactersMax, name);
        in.expect(" ", "no space behind " + name);
        return field;
    }

    private static String timestamp(String text) {
        Matcher timestamp = TIMESTAMP.matcher(text);
        if (!text.equals(NIL) && !(timestamp.matches() && isDay(timestamp))) {
            throw new UnreadableException("TIMESTAMP is none", text);
        }
        return text;
    }

    private static boolean isDay(Matcher timestamp) {
        YearMonth month = YearMonth.of(Integer.parseInt(timestamp.group(1)), Integer.parseInt(timestamp.group(2)));
        return month.isValidDay(Integer.parseInt(timestamp.group(3)));
    }

    private static String structuredData(Octets in) {
        int start = in.position();
        if (in.peek() == '-') {
            in.next("STRUCTURED-DATA");
            return NIL;
        }
        Set<String> ids = new HashSet<>();
        do {
            in.expect("[", "STRUCTURED-DATA is neither - nor an element");
            if (!ids.add(sdName(in, " ]"))) {
                throw in.fault("an SD-ID stands twice");
            }
            while (in.peek() == ' ') {
                in.next("SD-PARAM");
                sdName(in, "=");
                in.expect("=\"", "a parameter without a value");
                parameterValue(in);
            }
            in.expect("]", "an element does not end");
        } while (in.peek() == '[');
        return in.textFrom(start);
    }

    private static String sdName(Octets in, String end) {
        StringBuilder name = new StringBuilder();
        while (end.indexOf(in.peek()) < 0) {
            int octet = in.next("a name without an end");
            if (octet < '!' || octet > '~' || "=]\"".indexOf(octet) >= 0) {
                throw in.fault("an SD-NAME holds a character that it may not");
            }
            name.append((char) octet);
        }
        if (name.isEmpty() || name.length() > SD_NAME_MAX) {
            throw in.fault("an SD-NAME has not 1 to 32 characters");
        }
        return name.toString();
    }

    /** A quotation mark, a backslash and a closing bracket are escaped by a backslash (RFC 5424 §6.3.3). */
    private static void parameterValue(Octets in) {
        int octet = in.next("a value without an end");
        while (octet != '"') {
            if (octet == ']') {
                throw in.fault("a closing bracket in a value is not escaped");
            }
            if (octet == '\\') {
                in.next("a value without an end");
            }
            octet = in.next("a value without an end");
        }
    }
}
