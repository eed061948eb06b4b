package io.bellwire.config.pipeline;

import java.time.Instant;
import java.util.Map;

/**
 * How far alerts had come at one moment: offsets, added up over the partitions.
 *
 * @param accepted the end of {@code alerts}
 * @param taken how far the senders' messages were taken by the SIEM
 * @param oldestWaiting when the oldest record was written that a stage had not taken; without a stage where none waits
 */
record FlowSample(Instant at, long accepted, long taken, Map<PipelineStage, Instant> oldestWaiting) {}
