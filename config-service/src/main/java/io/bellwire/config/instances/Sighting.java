package io.bellwire.config.instances;

import io.bellwire.schemas.InstanceStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What an instance said of itself when it was last heard of.
 *
 * @param seenAt by the clock of this process; kept to the millisecond
 */
public record Sighting(InstanceStatus status, Instant seenAt) {
    /** Five heartbeats missed. */
    private static final Duration SILENT_AFTER = Duration.ofSeconds(5);

    public Sighting {
        seenAt = seenAt.truncatedTo(ChronoUnit.MILLIS);
    }

    public boolean aliveAt(Instant now) {
        return !silentFor(SILENT_AFTER, now);
    }

    boolean silentFor(Duration time, Instant now) {
        return !seenAt.isAfter(now.minus(time));
    }

    /** This one or the other, whichever is later. */
    Sighting orLater(Sighting other) {
        return other.seenAt.isAfter(seenAt) ? other : this;
    }
}
