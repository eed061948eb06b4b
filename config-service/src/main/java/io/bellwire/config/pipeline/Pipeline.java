package io.bellwire.config.pipeline;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.bellwire.config.instances.Sighting;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stages as the API tells them.
 *
 * @param settingsRevision that is in force; null before any was saved
 */
@JsonPropertyOrder({"settingsRevision", "stages"})
record Pipeline(@Nullable Long settingsRevision, List<Stage> stages) {
    /**
     * @param waiting alerts or messages before this stage
     * @param nearDeletion records before this stage that Kafka soon deletes; null while that is not known
     */
    @JsonPropertyOrder({"stage", "instances", "waiting", "nearDeletion"})
    record Stage(
            PipelineStage stage,
            List<Instance> instances,
            long waiting,
            @Nullable Long nearDeletion) {}

    /** @param settingsRevision that it has taken up; null before any */
    @JsonPropertyOrder({"id", "settingsRevision", "lastSeen"})
    record Instance(String id, @Nullable Long settingsRevision, Instant lastSeen) {
        static Instance of(Sighting sighting) {
            return new Instance(
                    sighting.status().getInstance(), sighting.status().getSettingsRevision(), sighting.seenAt());
        }
    }
}
