package io.bellwire.config.sensors;

import io.bellwire.config.instances.Sighting;
import io.bellwire.schemas.InstanceState;
import io.bellwire.schemas.InstanceStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The replicas of one sensor, taken together.
 *
 * @param last that was heard of it; null when only the settings name it
 */
record Replicas(String sensor, @Nullable Sighting last, List<Sighting> alive) {
    /** @param waiting before the group of all senders; empty when Kafka does not tell */
    Sensor together(boolean designated, Supplier<OptionalLong> waiting) {
        return new Sensor(
                sensor,
                alive.size(),
                last == null ? null : last.seenAt(),
                designated,
                alive.stream()
                        .map(replica -> SensorState.of(replica.status().getState()))
                        .min(Comparator.naturalOrder())
                        .orElse(SensorState.OFFLINE),
                texts(alive, InstanceStatus::getConnection),
                backlog(designated, waiting),
                leastRevision(),
                texts(telling(), InstanceStatus::getLastError));
    }

    /**
     * Replicas that deliver know their partitions best. Those that are switched off, or have not yet taken up that they
     * are designated, are not in the group and tell 0, and one that is gone tells nothing: then the group's own lag is the
     * backlog of the sensor that has to deliver it.
     */
    private long backlog(boolean designated, Supplier<OptionalLong> waiting) {
        boolean delivers = alive.stream().anyMatch(replica -> isInGroup(replica.status()));
        if (!delivers && designated) {
            return waiting.get().orElse(heard(telling()));
        }
        return heard(alive);
    }

    private static boolean isInGroup(InstanceStatus status) {
        return status.getState() == InstanceState.DELIVERING || status.getState() == InstanceState.WAITING;
    }

    private static long heard(List<Sighting> replicas) {
        return replicas.stream()
                .mapToLong(replica -> replica.status().getBacklog())
                .sum();
    }

    /** What was said last before all fell silent still tells the operator more than nothing. */
    private List<Sighting> telling() {
        return alive.isEmpty() && last != null ? List.of(last) : alive;
    }

    private static @Nullable String texts(List<Sighting> replicas, Function<InstanceStatus, @Nullable String> part) {
        String joined = replicas.stream()
                .map(replica -> part.apply(replica.status()))
                .filter(text -> text != null && !text.isBlank())
                .distinct()
                .sorted()
                .collect(Collectors.joining("; "));
        return joined.isEmpty() ? null : joined;
    }

    /** Null when one of them has none yet. */
    private @Nullable Long leastRevision() {
        List<@Nullable Long> revisions = telling().stream()
                .map(replica -> replica.status().getSettingsRevision())
                .toList();
        return revisions.contains(null)
                ? null
                : revisions.stream()
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
    }
}
