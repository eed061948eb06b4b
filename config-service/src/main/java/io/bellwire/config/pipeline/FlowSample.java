package io.bellwire.config.pipeline;

import java.time.Instant;
import java.util.Map;

/**
 * How far alerts had come at one moment: offsets, added up over the partitions.
 *
 * @param accepted the end of {@code alerts}
 * @param formatted how far the formatters have come with it
 * @param oldestWaiting when the oldest record was written that a stage had not taken; without a stage where none waits
 */
record FlowSample(Instant at, long accepted, long formatted, Map<PipelineStage, Instant> oldestWaiting) {}
