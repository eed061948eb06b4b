package io.bellwire.config.lookup;

import io.bellwire.config.settings.WireTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        Optional<Instant> time = WireTime.parse(text);
        if (time.isEmpty()) {
            faults.add(new LookupFault(field, WireTime.fault(text)));
        }
        return time.orElse(null);
    }
}
