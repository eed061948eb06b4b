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

    /** Tells whether this is the first failure after a time in which all went well. */
    boolean failed() {
        long now = nanoTime.getAsLong();
        if (connected && now - connectedAtNanos >= STABLE_AFTER.toNanos()) {
            failures = 0;
        }
        connected = false;
        dueAtNanos = now + backoff.delay(failures).toNanos();
        failures++;
        return failures == 1;
    }

    /** Another endpoint: what failed before says nothing about it. */
    void reset() {
        failures = 0;
        connected = false;
        dueAtNanos = nanoTime.getAsLong();
    }
}
