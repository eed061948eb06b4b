package io.bellwire.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bellwire.endtoend.reading.SyslogLine;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares what a real receiver made of each message with what was meant; each is expected once. */
final class RealReading {
    private static final DateTimeFormatter RFC3164_TIME =
            DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH);
    private static final String START = "CEF:";
    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final Pattern TAG = Pattern.compile("([A-Za-z0-9]{1,32})\\[([^]]+)]: ");

    private static final Pattern YEARS_OF_RSYSLOG = Pattern.compile("19[7-9]|20[0-9]{2}");

    /** syslog-ng writes such a year with one digit. */
    private static final String YEAR_ZERO = "0000-";

    /** RFC 3164 has no year, and a receiver in a year without this day has to guess. */
    private static final String LEAP_DAY = "Feb 29";

    private static final int CHARACTERS_SHOWN = 300;

    private final boolean rsyslog;
    private final Map<String, SyslogLine> expected = new HashMap<>();
    private final List<String> differences = new ArrayList<>();
    private int compared;

    RealReading(RealReceiver receiver) {
        rsyslog = receiver instanceof Rsyslog;
    }

    /** A message that is under way, and what a reader is to see of it. */
    void expect(byte[] message, SyslogLine line) {
        if (expected.put(new String(message, UTF_8), line) != null) {
            throw new IllegalArgumentException("two messages are the same");
        }
    }

    /** False for octets that are under way already, which could not be told apart. */
    boolean expectOnce(byte[] message, SyslogLine line) {
        return expected.putIfAbsent(new String(message, UTF_8), line) == null;
    }

    int missing() {
        return expected.size();
    }

    int compared() {
        return compared;
    }

    List<String> differences() {
        return differences;
    }

    void compare(ParsedMessage read) {
        SyslogLine line = expected.remove(read.raw());
        compared++;
        String difference = line == null ? "was never sent, or came twice" : difference(read, line);
        if (difference != null) {
            differences.add(difference + "; in " + shown(read.raw()));
        }
    }

    private @Nullable String difference(ParsedMessage read, SyslogLine line) {
        List<String> faults = new ArrayList<>();
        check(faults, "PRI", read.pri(), line.pri());
        check(faults, "structured data", read.structuredData(), line.structuredData());
        if (line.timestamp().indexOf('T') >= 0) {
            rfc5424(faults, read, line);
        } else {
            rfc3164(faults, read, line);
        }
        return faults.isEmpty() ? null : String.join(", ", faults);
    }

    private void rfc5424(List<String> faults, ParsedMessage read, SyslogLine line) {
        if (rsyslog && !YEARS_OF_RSYSLOG.matcher(line.timestamp()).lookingAt()) {
            // rsyslog refuses such a time, and with it the header.
            return;
        }
        check(faults, "protocol", read.protocol(), 1);
        if (!line.timestamp().startsWith(YEAR_ZERO)) {
            check(faults, "time", instant(read), Instant.parse(line.timestamp()));
        }
        check(faults, "host", read.hostname(), line.hostname());
        check(faults, "app name", read.appname(), line.appName());
        check(faults, "process id", read.procid(), line.procId());
        check(faults, "message id", read.msgid(), line.msgId());
        // syslog-ng takes the mark away, as RFC 5424 §6.4 has it; to rsyslog it is text.
        String mark = rsyslog && line.byteOrderMark() ? BYTE_ORDER_MARK : "";
        check(faults, "text", read.msg(), mark + line.msg());
    }

    private void rfc3164(List<String> faults, ParsedMessage read, SyslogLine line) {
        check(faults, "protocol", read.protocol(), 0);
        if (!line.timestamp().startsWith(LEAP_DAY)) {
            String time = read.timestamp() == null ? "none" : RFC3164_TIME.format(read.timestamp());
            check(faults, "time", time, line.timestamp());
        }
        if (rsyslog && line.hostname().indexOf(':') >= 0) {
            // rsyslog's parser of RFC 3164 takes no colon in a host; what it makes of the rest is its own affair.
            return;
        }
        check(faults, "host", read.hostname(), line.hostname());
        Matcher tag = TAG.matcher(line.msg());
        if (tag.lookingAt()) {
            check(faults, "tag", read.appname(), tag.group(1));
            check(faults, "process id", read.procid(), tag.group(2));
            check(faults, "text", read.msg().stripLeading(), line.withoutTag());
        } else {
            // Without a tag both take "CEF:" for one.
            check(faults, "tag", read.appname(), "CEF");
            check(faults, "process id", read.procid(), "-");
            check(faults, "text", START + read.msg(), line.msg());
        }
    }

    private static Object instant(ParsedMessage read) {
        return read.timestamp() == null ? "none" : read.timestamp().toInstant();
    }

    private static void check(List<String> faults, String field, Object read, Object expected) {
        if (!Objects.equals(read, expected)) {
            faults.add(field + " " + shown(read.toString()) + " instead of " + shown(expected.toString()));
        }
    }

    private static String shown(String text) {
        return text.length() > CHARACTERS_SHOWN ? text.substring(0, CHARACTERS_SHOWN) + "..." : text;
    }
}
