package io.bellwire.sender;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Says when to try to connect again. Not thread-safe. */
final class ReconnectTimer {
    /** A connection that lived for less proves nothing: a SIEM that accepts and closes at once must not be hammered. */
    private static final Duration STABLE_AFTER = Duration.ofSeconds(10);

    private final Backoff backoff;
    private final LongSupplier nanoTime;
    private int failures;
    private long dueAtNanos;
    private long connectedAtNanos;
    private boolean connected;

    ReconnectTimer(Backoff backoff, LongSupplier nanoTime) {
        this.backoff = backoff;
        this.nanoTime = nanoTime;
        this.dueAtNanos = nanoTime.getAsLong();
    }

    boolean isDue() {
        return nanoTime.getAsLong() - dueAtNanos >= 0;
    }

    void connected() {
        connected = true;
        connectedAtNanos = nanoTime.getAsLong();
    }

    /** Whether there is a connection that has lived long enough to prove something. */
    boolean isStable() {
        return connected && nanoTime.getAsLong() - connectedAtNanos >= STABLE_AFTER.toNanos();
    }

    void failed() {
        if (isStable()) {
            failures = 0;
        }
        connected = false;
        dueAtNanos = nanoTime.getAsLong() + backoff.delay(failures).toNanos();
        failures++;
    }

    /** Another endpoint: what failed before says nothing about it. */
    void reset() {
        failures = 0;
        connected = false;
        dueAtNanos = nanoTime.getAsLong();
    }
}
