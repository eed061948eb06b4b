package io.bellwire.endtoend.reading;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A syslog message as a reader understood it. Fields that RFC 3164 does not have are {@code -}, as is one that is nil.
 *
 * @param timestamp as it stands in the message
 * @param byteOrderMark whether one stood before the text, of which it is no part
 */
public record SyslogLine(
        int pri,
        String timestamp,
        String hostname,
        String appName,
        String procId,
        String msgId,
        String structuredData,
        boolean byteOrderMark,
        String msg) {
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9]{1,32}(\\[[!-Z^-~]+])?: ");

    /** The text behind a tag that ends in a colon and a space, a custom that RFC 3164 §5.3 describes. */
    public String withoutTag() {
        Matcher tag = TAG.matcher(msg);
        return tag.lookingAt() ? msg.substring(tag.end()) : msg;
    }

    SyslogLine withMsg(String other) {
        return new SyslogLine(pri, timestamp, hostname, appName, procId, msgId, structuredData, byteOrderMark, other);
    }

    /** The same for a reader that takes a byte order mark away and does not tell. */
    public SyslogLine withoutMark() {
        return new SyslogLine(pri, timestamp, hostname, appName, procId, msgId, structuredData, false, msg);
    }

    /** Refuses what has no place in a text of one line: control characters, and separators of lines. */
    static String refuseControls(String msg) {
        for (int i = 0; i < msg.length(); i++) {
            char c = msg.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                throw new UnreadableException("MSG holds the control character " + (int) c, msg.substring(i));
            }
        }
        return msg;
    }

    /** PRI of both formats: {@code <0>} to {@code <191>} without leading zeros (RFC 5424 §6.2.1, RFC 3164 §4.1.1). */
    static int pri(Octets in) {
        in.expect("<", "PRI does not begin with <");
        int start = in.position();
        int pri = 0;
        while (in.peek() >= '0' && in.peek() <= '9' && in.position() - start < 4) {
            pri = pri * 10 + in.next("PRI") - '0';
        }
        int digits = in.position() - start;
        boolean leadingZero = digits > 1 && pri < (digits == 2 ? 10 : 100);
        if (digits < 1 || digits > 3 || pri > 191 || leadingZero) {
            throw in.fault("PRI is no number of 0 to 191 without leading zeros");
        }
        in.expect(">", "PRI does not end with >");
        return pri;
    }
}
