package io.bellwire.endtoend.progress;

import java.time.Duration;

/** How messages are written. */
enum Pace {
    /** As much as the connection takes. */
    FULL(Duration.ZERO, Duration.ZERO),
    /** One at a time, a few thousand a second. */
    PACED(Duration.ZERO, Duration.ofNanos(150_000)),
    /** As much as the connection takes for a moment, and then one now and again. */
    TRICKLING(Duration.ofMillis(500), Duration.ofMillis(50));

    private final Duration fullFor;
    private final Duration between;

    Pace(Duration fullFor, Duration between) {
        this.fullFor = fullFor;
        this.between = between;
    }

    /** Whether a single message is written, so long after the first, and not a batch. */
    boolean isSingle(long nanos) {
        return this != FULL && nanos >= fullFor.toNanos();
    }

    /** How long to wait behind a single one. */
    long betweenNanos() {
        return between.toNanos();
    }
}
