package io.bellwire.sender.transport;

import java.time.Duration;

/**
 * How long each part of a connection may take.
 *
 * @param connect for one address of the endpoint, 5 s by default
 * @param handshake for TLS, from the first octet to the last
 * @param close until a socket is closed; short, because new settings wait for it
 * @param finish until the SIEM has read all and ended its side, where nothing waits for it
 * @param prove the same where it is asked only to prove that it has; long, since a SIEM whose program is busy takes nothing
 *     else meanwhile either
 */
public record ConnectionLimits(Duration connect, Duration handshake, Duration close, Duration finish, Duration prove) {
    /** The given time for each address, and what suits most networks for the rest. */
    public static ConnectionLimits connectWithin(Duration connect) {
        return new ConnectionLimits(
                connect, Duration.ofSeconds(10), Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofSeconds(30));
    }
}
