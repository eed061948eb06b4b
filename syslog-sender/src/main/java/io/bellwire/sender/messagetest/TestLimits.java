package io.bellwire.sender.messagetest;

import java.time.Duration;

/**
 * How long the parts of a test may take, 12 s together by default.
 *
 * @param resolving until the name service has answered
 * @param opening resolving, connecting, shaking hands and sending together
 * @param observing how long the connection is watched after the message
 * @param closing until the connection is ended in the clean way
 */
record TestLimits(Duration resolving, Duration opening, Duration observing, Duration closing) {
    static final TestLimits DEFAULTS = new TestLimits(
            Duration.ofSeconds(3), Duration.ofMillis(8_000), Duration.ofSeconds(3), Duration.ofMillis(500));
}
