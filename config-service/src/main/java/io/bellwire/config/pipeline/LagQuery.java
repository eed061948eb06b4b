package io.bellwire.config.pipeline;

import io.bellwire.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the cluster for the lag of the stages' consumer groups: the last stable offset less the committed one. The marker
 * at the end of each transaction has an offset too and counts while it waits. The consumers commit their position beyond
 * the last marker when they have read to the end, so that a plain difference is 0 there.
 */
final class LagQuery {
    private final Admin admin;
    private final Topics topics;
    private final LongSupplier nanoTime;
    private final long giveUpAt;

    /** @param giveUpAt by {@code nanoTime} */
    LagQuery(Admin admin, Topics topics, LongSupplier nanoTime, long giveUpAt) {
        this.admin = admin;
        this.topics = topics;
        this.nanoTime = nanoTime;
        this.giveUpAt = giveUpAt;
    }

    long before(PipelineStage stage) throws InterruptedException, ExecutionException, TimeoutException {
        List<TopicPartition> partitions = partitions(topics.name(stage.source()));
        Map<TopicPartition, OffsetAndMetadata> committed = committed(topics.group(stage.group()));
        ListOffsetsResult beginnings = offsets(partitions, OffsetSpec.earliest());
        ListOffsetsResult ends = offsets(partitions, OffsetSpec.latest());
        long waiting = 0;
        for (TopicPartition partition : partitions) {
            waiting += waiting(
                    committed.get(partition),
                    answer(beginnings.partitionResult(partition)).offset(),
                    answer(ends.partitionResult(partition)).offset());
        }
        return waiting;
    }

    /** What retention deleted waits no more; a partition of which nothing was committed is read from its beginning. */
    private static long waiting(@Nullable OffsetAndMetadata next, long beginning, long end) {
        return Math.max(0, end - Math.max(beginning, next == null ? beginning : next.offset()));
    }

    /** None while nobody has needed this topic yet. */
    private List<TopicPartition> partitions(String topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return answer(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                    .flatMap(description -> description.partitions().stream())
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return List.of();
            }
            throw e;
        }
    }

    /** Empty while nobody of this group has consumed yet. */
    private Map<TopicPartition, OffsetAndMetadata> committed(String group)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw e;
        }
    }

    private ListOffsetsResult offsets(List<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, which));
        return admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
    }

    private <T> T answer(KafkaFuture<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(Math.max(0, giveUpAt - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
    }
}
