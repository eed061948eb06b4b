package io.bellwire.cef;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The two forms in which Defender for Identity's sensor prints a time, both in UTC. */
final class MdiTime {
    private static final DateTimeFormatter HEADER = form("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'");
    private static final DateTimeFormatter VALUE = form("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'");

    private MdiTime() {}

    /** With six decimals, for the header of RFC 5424; what is finer is cut. */
    static String header(Instant time) {
        return HEADER.format(time);
    }

    /** With seven decimals, for a value such as that of {@code start}; what is finer is cut. */
    static String value(Instant time) {
        return VALUE.format(time);
    }

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
