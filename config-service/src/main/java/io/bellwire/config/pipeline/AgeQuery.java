package io.bellwire.config.pipeline;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Asks the cluster how old untaken records are. An offset alone does not tell, but how many are older than a moment does. */
final class AgeQuery {
    /** How exactly the age of the oldest record is found out. */
    private static final long PRECISION_MILLIS = 1_000;

    private final LagQuery lag;
    private final Map<TopicPartition, Untaken> untaken;

    /** @param untaken what each partition has of it, some at least */
    AgeQuery(LagQuery lag, Map<TopicPartition, Untaken> untaken) {
        this.lag = lag;
        this.untaken = untaken;
    }

    /** How many untaken records stand before the first one that was written then or later. */
    long olderThan(long time) throws InterruptedException, ExecutionException, TimeoutException {
        ListOffsetsResult firsts = lag.offsets(untaken.keySet(), OffsetSpec.forTimestamp(time));
        long older = 0;
        for (Map.Entry<TopicPartition, Untaken> partition : untaken.entrySet()) {
            long first = lag.answer(firsts.partitionResult(partition.getKey())).offset();
            // Kafka answers with a negative offset when every record is older.
            older += first < 0
                    ? partition.getValue().count()
                    : partition.getValue().before(first);
        }
        return older;
    }

    /**
     * When the oldest of them was written, a second early at most; found by halving.
     *
     * @param nothingBefore none is older than this, milliseconds since the epoch
     * @param somethingBefore one at least is older than this
     */
    Instant oldest(long nothingBefore, long somethingBefore)
            throws InterruptedException, ExecutionException, TimeoutException {
        long from = nothingBefore;
        long until = somethingBefore;
        while (until - from > PRECISION_MILLIS) {
            long middle = from + (until - from) / 2;
            if (olderThan(middle) > 0) {
                until = middle;
            } else {
                from = middle;
            }
        }
        return Instant.ofEpochMilli(from);
    }
}
