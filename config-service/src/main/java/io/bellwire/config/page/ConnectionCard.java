package io.bellwire.config.page;

import io.bellwire.config.instances.Sighting;
import io.bellwire.schemas.ConnectionChange;
import io.bellwire.schemas.InstanceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connection of one replica of the designated sensor, as the status page shows it.
 *
 * @param standing how it is now
 * @param certificate when that of the SIEM ends; null without TLS, or without a connection
 * @param endsSoon whether somebody should see to that certificate
 * @param changes the last ones, newest first
 */
record ConnectionCard(
        String instance, String standing, @Nullable String certificate, boolean endsSoon, List<Change> changes) {
    private static final Duration SOON = Duration.ofDays(30);

    /** @param again when it happened last, and how often; null when once */
    record Change(
            String at,
            boolean connected,
            String words,
            @Nullable String again) {
        static Change of(ConnectionChange change) {
            return new Change(
                    PageTime.of(change.getFirstAt()),
                    change.getConnected(),
                    change.getWords(),
                    change.getTimes() == 1
                            ? null
                            : change.getTimes() + " times in a row, the last at " + PageTime.of(change.getLastAt()));
        }
    }

    /** @param sensor that is designated; empty when none is */
    static List<ConnectionCard> of(List<Sighting> senders, String sensor, Instant now) {
        return senders.stream()
                .map(Sighting::status)
                .filter(status -> sensor.equals(status.getSensor()))
                .map(status -> of(status, now))
                .toList();
    }

    private static ConnectionCard of(InstanceStatus status, Instant now) {
        Instant ends = status.getCertificateExpiresAt();
        String connection = status.getConnection();
        return new ConnectionCard(
                status.getInstance(),
                connection == null ? "no connection" : connection,
                ends == null ? null : certificate(ends, now),
                ends != null && ends.isBefore(now.plus(SOON)),
                status.getConnectionChanges().stream().map(Change::of).toList());
    }

    private static String certificate(Instant ends, Instant now) {
        long days = Duration.between(now, ends).toDays();
        String when = PageTime.of(ends);
        if (ends.isBefore(now)) {
            return "The SIEM's certificate ended on " + when + ".";
        }
        return "The SIEM's certificate ends on " + when + ", in " + days + (days == 1 ? " day." : " days.");
    }
}
