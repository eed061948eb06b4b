package io.bellwire.sender;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says when a connection should be ended in the clean way only to prove that all was read. */
final class ProofSchedule {
    private static final Duration UNTAKEN_MAX = Duration.ofSeconds(30);

    private final Duration unprovenMax;
    private final Clock clock;

    /** @param unprovenMax how long a message may have been written and not be proven */
    ProofSchedule(Duration unprovenMax, Clock clock) {
        this.unprovenMax = unprovenMax;
        this.clock = clock;
    }

    /**
     * When something has been unproven for long, or so much that no more may be sent, and the SIEM keeps up; sooner when
     * its window does not open as wide as it once was, so that nothing would ever count as taken.
     */
    boolean isDue(DeliveryWindow window, SiemConnection connection) {
        Long unproven = window.unprovenSinceMillis();
        if (unproven == null || window.oldestUnwritten() != null || !connection.isUp() || !connection.keepsUp()) {
            return false;
        }
        boolean isOverdue = isOlder(unproven, unprovenMax) || isOlder(window.untakenSinceMillis(), UNTAKEN_MAX);
        return !window.hasRoom() || (isOverdue && connection.canProve());
    }

    private boolean isOlder(@Nullable Long sinceMillis, Duration than) {
        return sinceMillis != null && clock.millis() - sinceMillis >= than.toMillis();
    }
}
