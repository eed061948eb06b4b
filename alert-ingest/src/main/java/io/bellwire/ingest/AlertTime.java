package io.bellwire.ingest;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as producers write them, ISO 8601 with an offset, within what Avro's {@code timestamp-nanos} can hold. */
final class AlertTime {
    static final String EXPECTED =
            "must be a time by ISO 8601 with an offset, such as 2026-11-24T08:00:00.123Z or 2026-11-24T09:00:00+01:00";

    static final Instant EARLIEST = Instant.EPOCH.plusNanos(Long.MIN_VALUE);
    static final Instant LATEST = Instant.EPOCH.plusNanos(Long.MAX_VALUE);

    private static final Pattern TEN_FRACTION_DIGITS = Pattern.compile("[.,][0-9]{10}");
    private static final Pattern LEAP_SECOND = Pattern.compile(":60(?:[.,][0-9]{1,9})?(?=[Z+-])");
    /** {@code java.time} knows no second 60; the end of the one before it stands for it (P15). */
    private static final String SECOND_BEFORE = ":59.999";

    private static final int CHARACTERS_MAX = 64;

    private AlertTime() {}

    /** @throws IllegalArgumentException in the words of a {@link Fault} */
    static Instant parse(String text) {
        if (text.length() > CHARACTERS_MAX) {
            throw new IllegalArgumentException(EXPECTED);
        }
        Instant time = instant(text);
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException("must lie between " + EARLIEST + " and " + LATEST);
        }
        return time;
    }

    private static Instant instant(String text) {
        try {
            Matcher leapSecond = LEAP_SECOND.matcher(text);
            return leapSecond.find()
                    ? endOfDay(leapSecond.replaceFirst(SECOND_BEFORE))
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            boolean tooFine = TEN_FRACTION_DIGITS.matcher(text).find();
            throw new IllegalArgumentException(tooFine ? "may have at most 9 fraction digits" : EXPECTED, e);
        }
    }

    /** Leap seconds come at the end of a day of UTC only. */
    private static Instant endOfDay(String text) {
        Instant time = OffsetDateTime.parse(text).toInstant();
        if (!time.plusMillis(1).equals(time.plusMillis(1).truncatedTo(ChronoUnit.DAYS))) {
            throw new IllegalArgumentException("has a second 60, which only the last minute of a day of UTC can have");
        }
        return time;
    }
}
