package io.bellwire.config.sensors;

import io.bellwire.schemas.InstanceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was heard of which sensor. A sensor stays known when its replicas crash or stop, since an operator may well choose
 * one that is down at the moment. Thread-safe.
 */
final class SensorSightings {
    /** Five heartbeats missed. */
    static final Duration OFFLINE_AFTER = Duration.ofSeconds(5);

    /** A replica with a name that never comes back, as containers have them, is forgotten after this time. */
    private static final Duration REPLICA_FORGOTTEN_AFTER = Duration.ofDays(1);

    private record Replica(InstanceStatus status, Instant seenAt, boolean stopped) {
        boolean seenSince(Instant moment) {
            return seenAt.isAfter(moment);
        }

        Replica asStopped() {
            return new Replica(status, seenAt, true);
        }
    }

    /** By sensor name, then by instance; guarded by this. */
    private final Map<String, Map<String, Replica>> sensors =
            new TreeMap<>(String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder()));

    synchronized void heard(String instance, InstanceStatus status, Instant seenAt) {
        String sensor = status.getSensor();
        if (sensor == null) {
            return;
        }
        // An instance that now carries another name is gone from the old one.
        stopped(instance);
        Map<String, Replica> replicas = sensors.computeIfAbsent(sensor, name -> new HashMap<>());
        replicas.put(instance, new Replica(status, seenAt, false));
        replicas.values().removeIf(replica -> !replica.seenSince(seenAt.minus(REPLICA_FORGOTTEN_AFTER)));
    }

    synchronized void stopped(String instance) {
        for (Map<String, Replica> replicas : sensors.values()) {
            replicas.computeIfPresent(instance, (name, replica) -> replica.asStopped());
        }
    }

    synchronized Set<String> names() {
        return new TreeSet<>(sensors.keySet());
    }

    /** All sensors by name; the designated one is among them even if it was never heard of. */
    synchronized List<Sensor> at(Instant now, @Nullable String designated) {
        List<Sensor> folded = new ArrayList<>();
        sensors.forEach((name, replicas) -> folded.add(fold(name, replicas.values(), now, name.equals(designated))));
        if (designated != null && !sensors.containsKey(designated)) {
            folded.add(new Sensor(designated, 0, null, true, SensorState.OFFLINE, null, 0, null, null));
        }
        return folded;
    }

    private static Sensor fold(String name, Collection<Replica> replicas, Instant now, boolean designated) {
        Instant lastSeen = replicas.stream()
                .map(Replica::seenAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<Replica> alive = replicas.stream()
                .filter(replica -> !replica.stopped() && replica.seenSince(now.minus(OFFLINE_AFTER)))
                .toList();
        // What the last ones said before they fell silent still tells the operator more than nothing.
        List<Replica> telling = alive.isEmpty()
                ? replicas.stream()
                        .filter(replica -> replica.seenSince(lastSeen.minus(OFFLINE_AFTER)))
                        .toList()
                : alive;
        return new Sensor(
                name,
                alive.size(),
                lastSeen,
                designated,
                alive.stream()
                        .map(replica -> SensorState.of(replica.status().getState()))
                        .min(Comparator.naturalOrder())
                        .orElse(SensorState.OFFLINE),
                alive.isEmpty() ? null : texts(alive, InstanceStatus::getConnection),
                telling.stream()
                        .mapToLong(replica -> replica.status().getBacklog())
                        .sum(),
                leastRevision(telling),
                texts(telling, InstanceStatus::getLastError));
    }

    private static @Nullable String texts(List<Replica> replicas, Function<InstanceStatus, @Nullable String> part) {
        String joined = replicas.stream()
                .map(replica -> part.apply(replica.status()))
                .filter(text -> text != null && !text.isBlank())
                .distinct()
                .sorted()
                .collect(Collectors.joining("; "));
        return joined.isEmpty() ? null : joined;
    }

    private static @Nullable Long leastRevision(List<Replica> replicas) {
        Long least = null;
        for (Replica replica : replicas) {
            Long revision = replica.status().getSettingsRevision();
            if (revision == null) {
                return null;
            }
            least = least == null ? revision : Math.min(least, revision);
        }
        return least;
    }
}
