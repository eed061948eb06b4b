package io.bellwire.standalone.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The alerts of {@code sample-alerts.json}, one after the other and round again. An update keeps the id of the alert
 * that it updates; from round to round and from start to start ids differ. Not thread-safe.
 */
final class SampleAlerts {
    private static final Duration ACTIVITY_BEFORE_ALERT = Duration.ofSeconds(90);
    private static final DateTimeFormatter START_IN_ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final List<ObjectNode> samples;
    private final Clock clock;
    private final String start;
    private int served;

    private SampleAlerts(List<ObjectNode> samples, Clock clock) {
        this.samples = samples;
        this.clock = clock;
        this.start = START_IN_ID.format(clock.instant());
    }

    static SampleAlerts load(Clock clock) {
        try (InputStream file = Objects.requireNonNull(SampleAlerts.class.getResourceAsStream("sample-alerts.json"))) {
            List<ObjectNode> samples = new ArrayList<>();
            for (JsonNode sample : new JsonMapper().readTree(file)) {
                samples.add(sample.asObject());
            }
            return new SampleAlerts(List.copyOf(samples), clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many there are before they begin again. */
    int size() {
        return samples.size();
    }

    /** The next alert, as a producer would post it now. */
    String next() {
        ObjectNode alert = samples.get(served % samples.size()).deepCopy();
        int round = served / samples.size() + 1;
        alert.put("id", alert.path("id").asString() + "-" + start + "-" + round);
        if (alert.path("kind").asString().equals("securityAlert")) {
            Instant activity = clock.instant().minus(ACTIVITY_BEFORE_ALERT);
            alert.put("startTime", activity.toString());
        }
        served++;
        return alert.toString();
    }
}
