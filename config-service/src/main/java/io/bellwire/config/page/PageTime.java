package io.bellwire.config.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A moment as people read it. */
final class PageTime {
    private static final DateTimeFormatter SECOND = format("d MMM uuuu, HH:mm:ss 'UTC'");
    private static final DateTimeFormatter MILLISECOND = format("d MMM uuuu, HH:mm:ss.SSS 'UTC'");
    private static final DateTimeFormatter OF_DAY = format("HH:mm:ss 'UTC'");

    private PageTime() {}

    /** Such as {@code 24 Nov 2026, 08:00:00 UTC}. */
    static String of(Instant moment) {
        return SECOND.format(moment);
    }

    /** Such as {@code 24 Nov 2026, 08:00:00.123 UTC}. */
    static String ofMillisecond(Instant moment) {
        return MILLISECOND.format(moment);
    }

    /** Such as {@code 08:00:00 UTC}, for what was not long ago. */
    static String ofDay(Instant moment) {
        return OF_DAY.format(moment);
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
