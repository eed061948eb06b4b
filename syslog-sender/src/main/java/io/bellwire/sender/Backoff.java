package io.bellwire.sender;

import java.time.Duration;

/**
 * How long to wait after one failure after another: the first time, then twice as long each time.
 *
 * @param first after the first failure, above zero
 * @param longest never more than this
 */
record Backoff(Duration first, Duration longest) {
    private static final int DOUBLINGS_MAX = 30;

    Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("bellwire.backoff-first " + first
                    + " must be above zero and not above bellwire.backoff-longest " + longest);
        }
    }

    /** @param failuresBefore failures in a row before the one just now */
    Duration delay(int failuresBefore) {
        Duration doubled = first.multipliedBy(1L << Math.min(failuresBefore, DOUBLINGS_MAX));
        return doubled.compareTo(longest) > 0 ? longest : doubled;
    }
}
