package io.bellwire.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits until a receiver that behaves has everything, or until nobody is left who would bring it. */
final class DeliveryEnd {
    private static final Duration WITHIN = Duration.ofSeconds(90);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /**
     * With all committed and nothing coming any more for so long, what is missing is lost. Several times the longest wait
     * between two connects, since what was committed and not proven is sent again after a break.
     */
    private static final Duration SILENCE = Duration.ofSeconds(8);

    private static final Duration ASK_EVERY = Duration.ofMillis(200);
    private static final Duration COMMITTED_WITHIN = Duration.ofSeconds(30);

    private DeliveryEnd() {}

    /** Returns when all is there, all that is missing is lost, or time is up; the oracle knows which. */
    static void await(Delivery delivery, DeliveryOracle oracle) throws IOException {
        long giveUpAt = System.nanoTime() + WITHIN.toNanos();
        long silentSince = System.nanoTime();
        while (System.nanoTime() < giveUpAt) {
            var lines = delivery.receiver().takeNew();
            oracle.received(lines);
            if (oracle.isComplete()) {
                return;
            }
            if (!lines.isEmpty()) {
                silentSince = System.nanoTime();
            } else if (System.nanoTime() - silentSince > SILENCE.toNanos()) {
                if (delivery.waiting() == 0) {
                    return;
                }
                silentSince = System.nanoTime() - SILENCE.toNanos() / 2;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    /** How many messages stay uncommitted although there is time enough. */
    static long uncommitted(Delivery delivery) {
        long giveUpAt = System.nanoTime() + COMMITTED_WITHIN.toNanos();
        long waiting = delivery.waiting();
        while (waiting > 0 && System.nanoTime() < giveUpAt) {
            LockSupport.parkNanos(ASK_EVERY.toNanos());
            waiting = delivery.waiting();
        }
        return waiting;
    }
}
