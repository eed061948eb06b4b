package io.bellwire.ingest;

import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One who posts alerts, known by a token. Posts may come in bursts: what is beyond the rate is waited for afterwards, so that a
 * request is never too large to be let in. Thread-safe.
 */
final class Producer {
    private static final String ATTRIBUTE = Producer.class.getName();

    private final String name;
    private final long alertsPerSecond;
    private final @Nullable Bucket allowance;
    private final Counter alerts;
    private final Counter throttled;

    /** @param alertsPerSecond how many it may post in the long run; 0 is any number */
    Producer(String name, long alertsPerSecond, MeterRegistry registry) {
        this.name = name;
        this.alertsPerSecond = alertsPerSecond;
        allowance = alertsPerSecond == 0
                ? null
                : Bucket.builder()
                        .addLimit(limit ->
                                limit.capacity(alertsPerSecond).refillGreedy(alertsPerSecond, Duration.ofSeconds(1)))
                        .build();
        alerts = Counter.builder("bellwire.producer.alerts")
                .description("Alerts that a producer posted, accepted or not")
                .tag("producer", name)
                .register(registry);
        throttled = Counter.builder("bellwire.producer.throttled")
                .description("Requests refused because the producer posts more alerts than it may")
                .tag("producer", name)
                .register(registry);
    }

    /** Whose request this is, as {@link #admit} has found. */
    static Producer of(HttpServletRequest request) {
        return (Producer) Objects.requireNonNull(request.getAttribute(ATTRIBUTE), "a request without a producer");
    }

    /** @throws RefusedException when it has to wait before it posts again, with the time to wait */
    void admit(HttpServletRequest request) {
        if (allowance != null && allowance.getAvailableTokens() <= 0) {
            throttled.increment();
            throw RefusedException.tooFast(
                    alertsPerSecond,
                    Duration.ofNanos(allowance.estimateAbilityToConsume(1).getNanosToWaitForRefill()));
        }
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Counts what one of its requests held; a request whose alerts could not be read counts as one. */
    void posted(int count) {
        alerts.increment(count);
        if (allowance != null) {
            allowance.consumeIgnoringRateLimits(Math.max(1, count));
        }
    }

    String name() {
        return name;
    }

    long alertsPerSecond() {
        return alertsPerSecond;
    }
}
