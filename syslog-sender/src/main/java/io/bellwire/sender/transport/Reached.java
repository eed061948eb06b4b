package io.bellwire.sender.transport;

import java.time.Duration;

/**
 * How far the SIEM has come with what was written to one connection: positions in octets since it began, frames and, on
 * TLS, encryption included.
 *
 * @param taken up to here nothing speaks against it that the SIEM's program has read it
 * @param proven up to here it surely has; never beyond {@code taken}
 * @param stalled for how long it has taken nothing although something waits for it; zero when nothing does
 */
public record Reached(long taken, long proven, Duration stalled) {
    /** On a connection that has just begun. */
    public static final Reached NOTHING = new Reached(0, 0, Duration.ZERO);
    /** On one that has ended in order. */
    public static final Reached ALL = new Reached(Long.MAX_VALUE, Long.MAX_VALUE, Duration.ZERO);

    /** Whether the SIEM's kernel has all that was written. */
    public boolean keepsUp() {
        return stalled.isZero();
    }
}
