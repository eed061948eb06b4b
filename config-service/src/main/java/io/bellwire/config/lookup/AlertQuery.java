package io.bellwire.config.lookup;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which alert is looked for, and where.
 *
 * @param id the alert's own, 1 to 128 visible ASCII characters
 * @param around looks first at what was written near this time; null looks at the newest first
 * @param before goes on with what was written before this time; null begins
 */
public record AlertQuery(
        String id, @Nullable Instant around, @Nullable Instant before) {
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7E]{1,128}");
    private static final int YEAR_MIN = 1970;
    private static final int YEAR_MAX = 9999;

    public AlertQuery {
        if (!ID.matcher(id).matches()) {
            throw new InvalidLookupException(List.of(idFault(id)));
        }
    }

    /**
     * Reads the parameters of a request; an empty time counts as none.
     *
     * @throws InvalidLookupException with every fault
     */
    public static AlertQuery of(@Nullable String id, @Nullable String around, @Nullable String before) {
        List<LookupFault> faults = new ArrayList<>();
        if (id == null || !ID.matcher(id).matches()) {
            faults.add(idFault(id));
        }
        Instant aroundTime = time("around", around, faults);
        Instant beforeTime = time("before", before, faults);
        if (id == null || !faults.isEmpty()) {
            throw new InvalidLookupException(faults);
        }
        return new AlertQuery(id, aroundTime, beforeTime);
    }

    private static LookupFault idFault(@Nullable String id) {
        return new LookupFault(
                "id",
                id == null || id.isEmpty()
                        ? "is missing: give the alert's own id"
                        : "is not 1 to 128 visible ASCII characters, as every alert's id is");
    }

    private static @Nullable Instant time(String field, @Nullable String text, List<LookupFault> faults) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
            if (time.getYear() >= YEAR_MIN && time.getYear() <= YEAR_MAX) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            // Told below, together with the times that can be read but cannot be meant.
        }
        faults.add(new LookupFault(field, "'" + text + "' is not a time such as 2026-11-24T08:00:00.000Z"));
        return null;
    }
}
