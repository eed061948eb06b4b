package io.bellwire.sender;

import java.time.Clock;
import java.time.Duration;

/** Says when a connection should be ended in the clean way only to prove that all was read. */
final class ProofSchedule {
    private final Duration unprovenMax;
    private final Clock clock;

    /** @param unprovenMax how long a message may have been written and not be proven */
    ProofSchedule(Duration unprovenMax, Clock clock) {
        this.unprovenMax = unprovenMax;
        this.clock = clock;
    }

    /** When something has been unproven for long, or so much that no more may be sent, and the SIEM keeps up. */
    boolean isDue(DeliveryWindow window, SiemConnection connection) {
        Long since = window.unprovenSinceMillis();
        if (since == null || window.oldestUnwritten() != null || !connection.isUp() || !connection.canProve()) {
            return false;
        }
        boolean keepsUp = connection.reached().stalled().isZero();
        boolean isFull = !window.hasRoom() && window.isTaken();
        return keepsUp && (isFull || clock.millis() - since >= unprovenMax.toMillis());
    }
}
