package io.bellwire.config.settings;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** How the API takes times: ISO 8601 with an offset, such as {@code 2026-11-24T08:00:00.000Z}. */
public final class WireTime {
    private static final int YEAR_MIN = 1970;
    /** Answers tell times in UTC, with a year of four digits. */
    private static final int YEAR_MAX = 9999;

    private WireTime() {}

    /** Empty when it is no time, or one that cannot be meant: before 1970 or after 9999. */
    public static Optional<Instant> parse(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
            boolean canBeMeant = time.getYear() >= YEAR_MIN && time.getYear() <= YEAR_MAX;
            return canBeMeant ? Optional.of(time.toInstant()) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What is wrong with a text that is no time. */
    public static String fault(String text) {
        return "'" + text + "' is not a time such as 2026-11-24T08:00:00.000Z";
    }
}
