package io.bellwire.sender;

import io.bellwire.schemas.Transport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The sender's numbers under the names that dashboards rely on. Thread-safe. */
final class SenderMetrics {
    private static final Duration[] DELAY_BUCKETS = {
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        Duration.ofHours(1)
    };

    private final MeterRegistry registry;
    private final StatusBoard board;
    private final Map<Transport, Counter> written = new EnumMap<>(Transport.class);
    private final Map<Transport, Counter> delivered = new EnumMap<>(Transport.class);
    private final Counter repeated;
    private final Counter expired;
    private final Counter cut;
    private final Counter rejected;
    private final Counter connectionFailures;
    private final Timer delay;

    SenderMetrics(MeterRegistry registry, StatusBoard board) {
        this.registry = registry;
        this.board = board;
        for (Transport transport : Transport.values()) {
            String name = transport.name().toLowerCase(Locale.ROOT);
            written.put(transport, registry.counter("bellwire.messages.written", "transport", name));
            delivered.put(transport, registry.counter("bellwire.messages.delivered", "transport", name));
        }
        repeated = registry.counter("bellwire.messages.repeated");
        expired = registry.counter("bellwire.messages.expired");
        cut = registry.counter("bellwire.messages.cut");
        rejected = registry.counter("bellwire.messages.rejected");
        connectionFailures = registry.counter("bellwire.siem.connection.failures");
        delay = Timer.builder("bellwire.delivery.delay")
                .description("From the moment an alert was accepted until its message was delivered")
                .serviceLevelObjectives(DELAY_BUCKETS)
                .register(registry);
        registerGauges();
    }

    private void registerGauges() {
        Gauge.builder("bellwire.messages.waiting", () -> board.current().backlog())
                .register(registry);
        Gauge.builder("bellwire.siem.connected", () -> isConnected() ? 1 : 0).register(registry);
        Gauge.builder("bellwire.settings.revision", this::settingsRevision)
                .tag("service", "syslog-sender")
                .register(registry);
        Gauge.builder("bellwire.siem.certificate.expiry.timestamp", this::certificateExpirySeconds)
                .baseUnit("seconds")
                .register(registry);
    }

    void written(Transport transport, int messages) {
        counter(written, transport).increment(messages);
    }

    void delivered(Transport transport, int messages) {
        counter(delivered, transport).increment(messages);
    }

    void delayed(long millis) {
        delay.record(Math.max(millis, 0), TimeUnit.MILLISECONDS);
    }

    void repeated(int messages) {
        repeated.increment(messages);
    }

    void expired(long messages) {
        expired.increment((double) messages);
    }

    void cut(long messages) {
        cut.increment((double) messages);
    }

    void rejected() {
        rejected.increment();
    }

    void connectionFailed() {
        connectionFailures.increment();
    }

    /** How many were surely taken, or handed to the network by UDP, since this process started. */
    long delivered() {
        return (long) delivered.values().stream().mapToDouble(Counter::count).sum();
    }

    private double certificateExpirySeconds() {
        Instant expiresAt = board.current().certificateExpiresAt();
        return expiresAt == null ? Double.NaN : expiresAt.getEpochSecond();
    }

    private boolean isConnected() {
        return switch (board.current().state()) {
            case DELIVERING -> true;
            case RUNNING, STANDING_BY, WAITING, OFF -> false;
        };
    }

    private double settingsRevision() {
        Long revision = board.current().settingsRevision();
        return revision == null ? 0 : revision;
    }

    private static Counter counter(Map<Transport, Counter> counters, Transport transport) {
        Counter counter = counters.get(transport);
        if (counter == null) {
            throw new IllegalStateException("no counter for " + transport);
        }
        return counter;
    }
}
