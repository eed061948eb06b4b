package io.bellwire.ingest;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One who posts alerts, known by a token. A request is never too large to be let in: what is beyond the rate is waited for
 * before the next. Thread-safe.
 */
final class Producer {
    private static final String ATTRIBUTE = Producer.class.getName();

    private final String name;
    private final long alertsPerSecond;
    private final @Nullable Bucket allowance;
    private final Counter alerts;
    private final Counter throttled;

    /** @param time by which the rate is kept */
    Producer(IngestToken token, MeterRegistry registry, TimeMeter time) {
        name = token.producer();
        alertsPerSecond = token.alertsPerSecond();
        allowance = alertsPerSecond == 0
                ? null
                : Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(limit ->
                                limit.capacity(alertsPerSecond).refillGreedy(alertsPerSecond, Duration.ofSeconds(1)))
                        .build();
        alerts = Counter.builder("bellwire.producer.alerts")
                .description("Alerts that a producer posted, as far as they could be read")
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

    /**
     * Lets a request in, which counts as one alert until it is known what it holds.
     *
     * @throws RefusedException with the time to wait when the producer has posted too much
     */
    void admit(HttpServletRequest request) {
        if (allowance != null) {
            ConsumptionProbe probe = allowance.tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                throttled.increment();
                throw RefusedException.tooFast(alertsPerSecond, Duration.ofNanos(probe.getNanosToWaitForRefill()));
            }
        }
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Counts what a request held that was answered, and need not be sent again. */
    void posted(int count) {
        alerts.increment(count);
        if (allowance != null && count > 1) {
            allowance.consumeIgnoringRateLimits(count - 1L);
        }
    }

    String name() {
        return name;
    }

    boolean isOf(IngestToken token) {
        return name.equals(token.producer()) && alertsPerSecond == token.alertsPerSecond();
    }
}
