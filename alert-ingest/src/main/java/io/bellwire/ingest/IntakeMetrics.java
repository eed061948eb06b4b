package io.bellwire.ingest;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** Counts what was accepted and what was refused, by one way in. Thread-safe. */
final class IntakeMetrics {
    static final String RECEIVED = "bellwire.alerts.received";

    private final Counter securityAlerts;
    private final Counter healthIssues;
    private final Counter invalid;
    private final Counter tooLarge;

    /** @param via {@code http} or {@code kafka} */
    IntakeMetrics(MeterRegistry registry, String via) {
        securityAlerts = received(registry, via, "securityAlert");
        healthIssues = received(registry, via, "healthIssue");
        invalid = rejected(registry, "invalid");
        tooLarge = rejected(registry, "too-large");
    }

    /** Alerts that Kafka has acknowledged. */
    void accepted(List<Alert> alerts) {
        long security = alerts.stream()
                .filter(alert -> alert.getKind() == AlertKind.SECURITY_ALERT)
                .count();
        accepted(security, alerts.size() - security);
    }

    /** The same for who has only counted them. */
    void accepted(long security, long health) {
        securityAlerts.increment(security);
        healthIssues.increment(health);
    }

    /** Alerts that had faults; those beside them in the same request are not counted. */
    void invalid(int alerts) {
        invalid.increment(alerts);
    }

    /** Requests and records that broke a limit on octets or on the number of alerts. */
    void tooLarge(int requests) {
        tooLarge.increment(requests);
    }

    private static Counter received(MeterRegistry registry, String via, String kind) {
        return Counter.builder(RECEIVED)
                .description("Alerts acknowledged by Kafka")
                .tag("via", via)
                .tag("kind", kind)
                .register(registry);
    }

    private static Counter rejected(MeterRegistry registry, String reason) {
        return Counter.builder("bellwire.alerts.rejected")
                .description("Alerts (too-large: requests or records) refused because of their contents")
                .tag("reason", reason)
                .register(registry);
    }
}
