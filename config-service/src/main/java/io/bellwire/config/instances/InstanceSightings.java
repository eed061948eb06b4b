package io.bellwire.config.instances;

import io.bellwire.schemas.InstanceStatus;
import io.bellwire.schemas.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds the topic of heartbeats. Instances come and go, often with names that never come back; a sensor stays known when
 * its instances crash or stop, since an operator may well choose one that is down at the moment. So config-service puts a
 * note of each sensor into the same topic, which compaction keeps. Thread-safe.
 */
final class InstanceSightings {
    /** A container's name that was silent for so long does not come back. */
    static final Duration INSTANCE_FORGOTTEN_AFTER = Duration.ofDays(1);
    /** Settings that name the sensor keep it known for longer. */
    static final Duration SENSOR_FORGOTTEN_AFTER = Duration.ofDays(30);
    /** How far the note of a sensor that is alive may be behind. */
    static final Duration NOTE_RENEWED_AFTER = Duration.ofDays(1);
    /** Of instances and of sensors; beyond it the one that was silent for longest gives way. */
    static final int KEPT_MAX = 10_000;

    private static final String NOTE_PREFIX = "sensor/";

    private final Map<String, Sighting> instances = bounded(); // by key; guarded by this, like the others
    private final Map<String, Sighting> sensors = bounded(); // by name
    private final Map<String, Instant> noted = bounded(); // by name: until when the topic itself knows it

    /** The key of the note of a sensor. */
    static String noteKey(Sighting sensor) {
        return NOTE_PREFIX + sensor.status().getSensor();
    }

    static boolean isNote(String key) {
        return key.startsWith(NOTE_PREFIX);
    }

    /** @param seenAt of a note: when the sensor was last heard of */
    synchronized void heard(String key, InstanceStatus status, Instant seenAt) {
        Sighting sighting = new Sighting(status, seenAt);
        String sensor = status.getSensor();
        if (isNote(key)) {
            noted.put(key.substring(NOTE_PREFIX.length()), sighting.seenAt());
        } else {
            instances.put(key, sighting);
        }
        if (status.getService() == Service.SYSLOG_SENDER && sensor != null) {
            sensors.merge(sensor, sighting, Sighting::orLater);
        }
    }

    /** The record of this key was taken back: by its instance, or for want of one. */
    synchronized void removed(String key, Instant at) {
        instances.remove(key);
        if (isNote(key)) {
            String sensor = key.substring(NOTE_PREFIX.length());
            noted.remove(sensor);
            sensors.computeIfPresent(sensor, (name, last) -> last.silentFor(SENSOR_FORGOTTEN_AFTER, at) ? null : last);
        }
    }

    /** The instances of a service that were heard of lately, by name. */
    List<Sighting> alive(Service service, Instant now) {
        return known(service).stream().filter(instance -> instance.aliveAt(now)).toList();
    }

    /** The same with those that fell silent. */
    synchronized List<Sighting> known(Service service) {
        return instances.values().stream()
                .filter(instance -> instance.status().getService() == service)
                .sorted(Comparator.comparing(instance -> instance.status().getInstance()))
                .toList();
    }

    /** Every sensor by its name, with the last that was heard of it. */
    synchronized Map<String, Sighting> sensors() {
        return Map.copyOf(sensors);
    }

    /** What is due stays due until it was read back from the topic. */
    synchronized Upkeep due(Instant now) {
        List<String> forgotten = new ArrayList<>();
        instances.forEach((key, instance) -> {
            if (instance.silentFor(INSTANCE_FORGOTTEN_AFTER, now)) {
                forgotten.add(key);
            }
        });
        List<Sighting> notes = new ArrayList<>();
        sensors.forEach((name, last) -> {
            if (last.silentFor(SENSOR_FORGOTTEN_AFTER, now)) {
                forgotten.add(noteKey(last));
            } else if (isNoteDue(last, noted.get(name), now)) {
                notes.add(last);
            }
        });
        return new Upkeep(forgotten, notes);
    }

    private static boolean isNoteDue(Sighting last, @Nullable Instant noted, Instant now) {
        if (noted == null) {
            return true;
        }
        Duration behind = Duration.between(noted, last.seenAt());
        return last.aliveAt(now) ? behind.compareTo(NOTE_RENEWED_AFTER) >= 0 : behind.toMillis() > 0;
    }

    /** In the order in which they were last heard of. */
    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> longestSilent) {
                return size() > KEPT_MAX;
            }
        };
    }
}
