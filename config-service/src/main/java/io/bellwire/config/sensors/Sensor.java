package io.bellwire.config.sensors;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One sensor, its replicas taken together.
 *
 * @param replicas that are alive
 * @param lastSeen when one of them was last heard of; null when only the settings name it
 * @param connection endpoint and how the connection stands, in words; of several replicas each once
 * @param backlog messages that are not yet surely taken; of the designated one those that wait for any sensor
 * @param settingsRevision that all replicas have taken up at least; null when one has none yet
 * @param lastError in the operator's words; of several replicas each once, or what was said last before all fell silent
 */
@JsonPropertyOrder({
    "name",
    "replicas",
    "lastSeen",
    "designated",
    "state",
    "connection",
    "backlog",
    "settingsRevision",
    "lastError"
})
public record Sensor(
        String name,
        int replicas,
        @Nullable Instant lastSeen,
        boolean designated,
        SensorState state,
        @Nullable String connection,
        long backlog,
        @Nullable Long settingsRevision,
        @Nullable String lastError) {
    /** Whether a replica was heard of lately. */
    public boolean online() {
        return state != SensorState.OFFLINE;
    }
}
