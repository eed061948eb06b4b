package io.bellwire.config.pipeline;

import java.time.Instant;

/**
 * How fast alerts flowed for a few seconds. The marks of transactions are counted with them: some a second at most.
 *
 * @param until the end of that time
 * @param accepted alerts a second
 * @param delivered messages a second that the SIEM has taken
 */
public record FlowRate(Instant until, double accepted, double delivered) {
    private static final double MILLIS_PER_SECOND = 1_000;

    static FlowRate between(FlowSample before, FlowSample after) {
        double seconds = Math.max(1, after.at().toEpochMilli() - before.at().toEpochMilli()) / MILLIS_PER_SECOND;
        return new FlowRate(
                after.at(),
                Math.max(0, after.accepted() - before.accepted()) / seconds,
                Math.max(0, after.taken() - before.taken()) / seconds);
    }
}
