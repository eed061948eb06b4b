package io.bellwire.config.page;

import io.bellwire.config.sensors.Sensor;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One sensor as the status panel shows it.
 *
 * @param lastSeen in words; null while it is online, when it would only flicker
 * @param settings which revision it runs, in words
 */
record SensorCard(
        String name,
        boolean designated,
        String state,
        String stateText,
        @Nullable String connection,
        String backlog,
        String replicas,
        String settings,
        @Nullable String lastSeen,
        @Nullable String lastError) {

    /** The designated one comes first: it is what most people look for. */
    static List<SensorCard> of(List<Sensor> sensors, long currentRevision) {
        return sensors.stream()
                .sorted(Comparator.comparing(Sensor::designated).reversed())
                .map(sensor -> of(sensor, currentRevision))
                .toList();
    }

    private static SensorCard of(Sensor sensor, long currentRevision) {
        return new SensorCard(
                sensor.name(),
                sensor.designated(),
                sensor.state().word(),
                stateText(sensor),
                sensor.connection(),
                backlog(sensor),
                sensor.replicas() == 1 ? "1 replica" : sensor.replicas() + " replicas",
                settings(sensor, currentRevision),
                lastSeen(sensor),
                sensor.lastError());
    }

    private static String stateText(Sensor sensor) {
        return switch (sensor.state()) {
            case DELIVERING -> "Delivering";
            case STANDING_BY -> "Standing by";
            case WAITING -> "Waiting";
            case OFF -> "Switched off";
            case OFFLINE -> "Offline";
        };
    }

    private static String backlog(Sensor sensor) {
        if (sensor.backlog() == 0) {
            return "Nothing waits";
        }
        return String.format(Locale.ENGLISH, "%,d", sensor.backlog())
                + (sensor.backlog() == 1 ? " message waits" : " messages wait");
    }

    private static String settings(Sensor sensor, long currentRevision) {
        Long revision = sensor.settingsRevision();
        if (revision == null) {
            return "None taken up";
        }
        if (revision == currentRevision) {
            return "Revision " + revision + ", current";
        }
        // Only a sensor of a topic that lost its settings runs a later revision than the current one.
        return "Revision " + revision + (revision < currentRevision ? ", not yet " + currentRevision : "");
    }

    private static @Nullable String lastSeen(Sensor sensor) {
        if (sensor.online()) {
            return null;
        }
        return sensor.lastSeen() == null ? "Never" : PageTime.of(sensor.lastSeen());
    }
}
