package io.bellwire.config.pipeline;

import java.time.Instant;

/**
 * How fast alerts flowed for a few seconds, as the instances count.
 *
 * @param until the end of that time
 * @param accepted alerts a second
 * @param formatted alerts a second that the formatters took, be it to format or to filter them
 * @param delivered messages a second that were surely taken; by UDP that were handed to the network
 */
public record FlowRate(Instant until, double accepted, double formatted, double delivered) {
    static FlowRate between(FlowSample before, FlowSample after) {
        return new FlowRate(
                after.at(),
                after.rateSince(before, PipelineStage.INGEST),
                after.rateSince(before, PipelineStage.FORMATTER),
                after.rateSince(before, PipelineStage.SENDER));
    }
}
