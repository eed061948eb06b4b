package io.bellwire.config.lookup;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Until when an answer has to be there, on a clock that never goes back. */
record Deadline(LongSupplier nanoTime, long giveUpAtNanos) {
    static Deadline in(Duration time, LongSupplier nanoTime) {
        return new Deadline(nanoTime, nanoTime.getAsLong() + time.toNanos());
    }

    /** One that comes after this time from now, and no later than this one. */
    Deadline within(Duration time) {
        long sooner = nanoTime.getAsLong() + time.toNanos();
        return sooner - giveUpAtNanos < 0 ? new Deadline(nanoTime, sooner) : this;
    }

    /** What is left; zero when it is over. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, giveUpAtNanos - nanoTime.getAsLong()));
    }

    boolean isOver() {
        return left().isZero();
    }
}
