package io.bellwire.config.pipeline;

import io.bellwire.config.instances.Sighting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How far alerts had come at one moment.
 *
 * @param done what each instance of a stage had done, by its name
 * @param waiting how many records waited before each stage
 * @param oldestWaiting when the oldest record was written that a stage had not taken; without a stage where none waits
 */
record FlowSample(
        Instant at,
        Map<PipelineStage, Map<String, Done>> done,
        Map<PipelineStage, Long> waiting,
        Map<PipelineStage, Instant> oldestWaiting) {
    /**
     * @param count of alerts or messages since the instance started
     * @param at by the clock of the instance
     */
    record Done(long count, Instant at) {
        private static final double MILLIS_PER_SECOND = 1_000;

        /** A second since then; 0 when nothing was heard since. */
        double rateSince(Done before) {
            long millis = at.toEpochMilli() - before.at.toEpochMilli();
            // One that started anew counts from 0 again.
            long more = count < before.count ? count : count - before.count;
            return millis <= 0 ? 0 : more * MILLIS_PER_SECOND / millis;
        }
    }

    static Map<String, Done> doneBy(List<Sighting> instances) {
        return instances.stream()
                .map(Sighting::status)
                .collect(Collectors.toMap(
                        status -> status.getInstance(),
                        status -> new Done(status.getHandled(), status.getReportedAt())));
    }

    /** What a stage did a second, on average since that sample. */
    double rateSince(FlowSample before, PipelineStage stage) {
        Map<String, Done> then = before.of(stage);
        return of(stage).entrySet().stream()
                .mapToDouble(instance ->
                        instance.getValue().rateSince(then.getOrDefault(instance.getKey(), new Done(0, before.at))))
                .sum();
    }

    private Map<String, Done> of(PipelineStage stage) {
        return done.getOrDefault(stage, Map.of());
    }
}
