package io.bellwire.config.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A moment as people read it: {@code 24 Nov 2026, 08:00:00 UTC}. */
final class PageTime {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private PageTime() {}

    static String of(Instant moment) {
        return FORMAT.format(moment);
    }
}
