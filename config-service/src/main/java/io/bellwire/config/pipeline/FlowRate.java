package io.bellwire.config.pipeline;

import java.time.Instant;

/**
 * How fast alerts flowed for a few seconds. Those that came by Kafka are counted with the marks of their transactions.
 *
 * @param until the end of that time
 * @param accepted alerts a second
 * @param formatted alerts a second that the formatters took, be it to format or to filter them
 */
public record FlowRate(Instant until, double accepted, double formatted) {
    private static final double MILLIS_PER_SECOND = 1_000;

    static FlowRate between(FlowSample before, FlowSample after) {
        double seconds = Math.max(1, after.at().toEpochMilli() - before.at().toEpochMilli()) / MILLIS_PER_SECOND;
        return new FlowRate(
                after.at(),
                Math.max(0, after.accepted() - before.accepted()) / seconds,
                Math.max(0, after.formatted() - before.formatted()) / seconds);
    }
}
