package io.bellwire.endtoend.reading;

import io.netty.util.NetUtil;
import java.time.Month;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a message as RFC 3164 §4.1 describes it: PRI, time, host, and a text which may begin with a tag. The limit of 1024
 * octets is a setting with us (3164-01) and none of this reader.
 */
public final class Rfc3164Reader {
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final int TIMESTAMP_OCTETS = 15;
    private static final int HOSTNAME_MAX = 255;
    private static final Pattern TIMESTAMP =
            Pattern.compile("([A-Z][a-z]{2}) ( [1-9]|[12][0-9]|3[01]) ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?");

    private Rfc3164Reader() {}

    /** Reads one message without its frame. */
    public static SyslogLine read(byte[] message) {
        Octets in = new Octets(message);
        int pri = SyslogLine.pri(in);
        String timestamp = timestamp(in);
        in.expect(" ", "no space behind the time");
        String hostname = hostname(in.printable(HOSTNAME_MAX, "HOSTNAME"));
        in.expect(" ", "no space behind HOSTNAME");
        String msg = SyslogLine.refuseControls(in.rest());
        if (msg.isEmpty() || msg.charAt(0) == ' ') {
            throw in.fault("MSG is empty or begins with a space");
        }
        return new SyslogLine(pri, timestamp, hostname, "-", "-", "-", "-", false, msg);
    }

    private static String timestamp(Octets in) {
        int start = in.position();
        in.take(TIMESTAMP_OCTETS, "no time");
        String text = in.textFrom(start);
        Matcher timestamp = TIMESTAMP.matcher(text);
        int month = timestamp.matches() ? MONTHS.indexOf(timestamp.group(1)) + 1 : 0;
        if (month == 0
                || Integer.parseInt(timestamp.group(2).strip())
                        > Month.of(month).maxLength()) {
            throw new UnreadableException("the time is none", text);
        }
        return text;
    }

    /** A name without its domain, or an address (RFC 3164 §4.1.2). */
    private static String hostname(String text) {
        boolean address = NetUtil.isValidIpV4Address(text) || (text.indexOf('%') < 0 && isIpv6(text));
        if (!address && !NAME.matcher(text).matches()) {
            throw new UnreadableException("HOSTNAME is neither a name without domain nor an address", text);
        }
        return text;
    }

    private static boolean isIpv6(String text) {
        return text.indexOf('[') < 0 && NetUtil.isValidIpV6Address(text);
    }
}
