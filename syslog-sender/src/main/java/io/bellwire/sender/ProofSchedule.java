package io.bellwire.sender;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says when a connection should be ended in the clean way only to prove that all was read. */
final class ProofSchedule {
    private static final Duration UNTAKEN_MAX = Duration.ofSeconds(30);

    /** A SIEM that did not answer such an end would mostly not answer the next one either. */
    private static final Duration UNANSWERED_MAX = Duration.ofMinutes(10);

    private final Duration unprovenMax;
    private final Clock clock;

    private long unansweredEnds;
    private long againAtMillis;

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
        if (unproven == null
                || window.oldestUnwritten() != null
                || !connection.isUp()
                || !connection.reached().keepsUp()) {
            return false;
        }
        noteUnanswered(connection.unansweredEnds());
        boolean isOverdue = isOlder(unproven, unprovenMax) || isOlder(window.untakenSinceMillis(), UNTAKEN_MAX);
        return !window.hasRoom() || (isOverdue && clock.millis() >= againAtMillis);
    }

    private void noteUnanswered(long ends) {
        if (ends != unansweredEnds) {
            unansweredEnds = ends;
            againAtMillis = ends == 0 ? 0 : clock.millis() + UNANSWERED_MAX.toMillis();
        }
    }

    private boolean isOlder(@Nullable Long sinceMillis, Duration than) {
        return sinceMillis != null && clock.millis() - sinceMillis >= than.toMillis();
    }
}
