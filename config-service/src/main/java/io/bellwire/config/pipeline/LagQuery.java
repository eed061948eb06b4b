package io.bellwire.config.pipeline;

import io.bellwire.schemas.Topics;
import java.util.Collection;
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

/**
 * Asks the cluster for the lag of the stages' consumer groups: the last offset, or the last stable one, less the
 * committed one. The marker at the end of each transaction has an offset too and counts while it waits. The consumers
 * commit their position beyond the last marker when they have read to the end, so that a plain difference is 0 there.
 */
final class LagQuery {
    private final Admin admin;
    private final Topics topics;
    private final ListOffsetsOptions upTo;
    private final LongSupplier nanoTime;
    private final long giveUpAt;

    /**
     * @param isolation whether what stands behind an open transaction counts
     * @param giveUpAt by {@code nanoTime}
     */
    LagQuery(Admin admin, Topics topics, IsolationLevel isolation, LongSupplier nanoTime, long giveUpAt) {
        this.admin = admin;
        this.topics = topics;
        this.upTo = new ListOffsetsOptions(isolation);
        this.nanoTime = nanoTime;
        this.giveUpAt = giveUpAt;
    }

    /** How many records wait before this stage. */
    long before(PipelineStage stage) throws InterruptedException, ExecutionException, TimeoutException {
        return untaken(stage).values().stream().mapToLong(Untaken::count).sum();
    }

    /** What waits in each partition of the topic before this stage; empty while the topic is missing. */
    Map<TopicPartition, Untaken> untaken(PipelineStage stage)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<TopicPartition> partitions = partitions(topics.name(stage.source()));
        Map<TopicPartition, OffsetAndMetadata> committed = committed(topics.group(stage.group()));
        ListOffsetsResult beginnings = offsets(partitions, OffsetSpec.earliest());
        ListOffsetsResult ends = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, Untaken> untaken = new HashMap<>();
        for (TopicPartition partition : partitions) {
            untaken.put(
                    partition,
                    Untaken.of(
                            committed.get(partition),
                            answer(beginnings.partitionResult(partition)).offset(),
                            answer(ends.partitionResult(partition)).offset()));
        }
        return untaken;
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

    ListOffsetsResult offsets(Collection<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, which));
        return admin.listOffsets(wanted, upTo);
    }

    /** @throws TimeoutException when the time to give up has come */
    <T> T answer(KafkaFuture<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(Math.max(0, giveUpAt - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
    }
}
