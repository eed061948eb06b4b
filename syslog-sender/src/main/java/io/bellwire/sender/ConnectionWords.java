package io.bellwire.sender;

import io.bellwire.schemas.Transport;
import io.bellwire.sender.transport.TransportSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How a connection stands, as operators read it. */
final class ConnectionWords {
    /** A busy SIEM may hold its breath for less. */
    private static final Duration STALLED_AFTER = Duration.ofSeconds(5);

    private ConnectionWords() {}

    /** @param stalled for how long the SIEM has taken nothing of what waits for it */
    static String connected(TransportSettings to, Duration stalled, Instant now) {
        String words = connected(to);
        return stalled.compareTo(STALLED_AFTER) < 0
                ? words
                : words + ", SIEM takes nothing since " + now.minus(stalled).truncatedTo(ChronoUnit.SECONDS);
    }

    /** @param address of those of its name */
    static String connected(TransportSettings to, InetSocketAddress address) {
        String number = address.getAddress().getHostAddress();
        return number.equals(to.endpoint().host()) ? connected(to) : connected(to) + " at " + number;
    }

    private static String connected(TransportSettings to) {
        return (to.transport() == Transport.UDP ? "sending to " : "connected to ") + to;
    }
}
