package io.bellwire.config.lookup;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads committed records from anywhere in any partition, without a consumer group. Every call gives up at its deadline
 * with Kafka's {@code TimeoutException}. Not thread-safe.
 */
final class PartitionReader implements AutoCloseable {
    private static final Duration POLL_MAX = Duration.ofMillis(100);
    /** Of one poll, which unpacks all that it returns: a record may take 4 MiB, and a hundredth of that in Kafka. */
    private static final int RECORDS_MAX = 32;
    /** At the end of a partition the broker waits for more, and all further questions to it wait as well. */
    private static final int FETCH_WAIT_MILLIS = 5;

    private final KafkaConsumer<ByteBuffer, ByteBuffer> consumer;
    private @Nullable TopicPartition reading;

    /** Looks at one record after another, in their order; what it keeps of one it has to copy. */
    @FunctionalInterface
    interface Visitor {
        /** Whether more is wanted. */
        boolean goOn(ConsumerRecord<ByteBuffer, ByteBuffer> entry);
    }

    /**
     * Opens a reader.
     *
     * @param connection how to reach the cluster, as Kafka's {@code ConsumerConfig} has it
     * @param fetchBytes how much to ask for at a time: much for long stretches, little for single records
     */
    PartitionReader(Map<String, Object> connection, String clientId, int fetchBytes) {
        Map<String, Object> configuration = new HashMap<>(connection);
        configuration.remove(ConsumerConfig.GROUP_ID_CONFIG);
        configuration.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        configuration.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        configuration.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        configuration.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // What retention deletes while we read is passed over.
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        configuration.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, fetchBytes);
        configuration.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, fetchBytes);
        configuration.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
        configuration.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_MAX);
        configuration.put(ConsumerConfig.CHECK_CRCS_CONFIG, false);
        // Buffers lie in what was fetched: nothing is copied of records that are only looked at.
        this.consumer = new KafkaConsumer<>(configuration, new ByteBufferDeserializer(), new ByteBufferDeserializer());
    }

    /** What Kafka keeps in the partition to which producers bring this key; nothing while the topic is missing. */
    Kept keptOf(String topic, byte[] key, Deadline deadline) {
        List<PartitionInfo> partitions = partitions(topic, deadline);
        return partitions.isEmpty()
                ? new Kept(new TopicPartition(topic, 0), 0, 0)
                : kept(
                                List.of(new TopicPartition(
                                        topic, BuiltInPartitioner.partitionForKey(key, partitions.size()))),
                                deadline)
                        .get(0);
    }

    /** What Kafka keeps in each partition of this topic; none while it is missing. */
    List<Kept> kept(String topic, Deadline deadline) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (PartitionInfo partition : partitions(topic, deadline)) {
            partitions.add(new TopicPartition(topic, partition.partition()));
        }
        return kept(partitions, deadline);
    }

    /** The first offset whose record was written at this time or later; the end when there is none. */
    long offsetAt(Kept kept, long millis, Deadline deadline) {
        if (kept.isEmpty() || millis <= 0) {
            return kept.first();
        }
        attach(List.of(kept.partition()));
        Map<TopicPartition, @Nullable OffsetAndTimestamp> answer =
                consumer.offsetsForTimes(Map.of(kept.partition(), millis), deadline.left());
        OffsetAndTimestamp first = answer.get(kept.partition());
        return first == null ? kept.end() : kept.from(first.offset()).first();
    }

    /** Shows these records to the visitor; false when the deadline came before the end, or before it had enough. */
    boolean read(Kept part, Deadline deadline, Visitor visitor) {
        if (part.isEmpty()) {
            return true;
        }
        goTo(part.partition(), part.first());
        while (consumer.position(part.partition(), deadline.left()) < part.end()) {
            if (deadline.isOver()) {
                return false;
            }
            ConsumerRecords<ByteBuffer, ByteBuffer> entries = consumer.poll(sooner(deadline.left()));
            for (ConsumerRecord<ByteBuffer, ByteBuffer> entry : entries.records(part.partition())) {
                if (entry.offset() >= part.end() || !visitor.goOn(entry)) {
                    return true;
                }
            }
        }
        return true;
    }

    /** Lets go of what was fetched. */
    void rest() {
        if (reading != null) {
            consumer.seek(reading, 0);
            consumer.pause(List.of(reading));
            reading = null;
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    private void goTo(TopicPartition partition, long offset) {
        if (!partition.equals(reading)) {
            attach(List.of(partition));
            rest();
            reading = partition;
        }
        consumer.seek(partition, offset);
        consumer.resume(List.of(partition));
    }

    /** Partitions stay assigned, so that the cluster is not asked anew who has them; all but the one that is read rest. */
    private void attach(List<TopicPartition> partitions) {
        Set<TopicPartition> attached = new HashSet<>(consumer.assignment());
        List<TopicPartition> added = partitions.stream().filter(attached::add).toList();
        if (!added.isEmpty()) {
            consumer.assign(attached);
            consumer.pause(added);
            // Otherwise each poll would ask where they begin.
            added.forEach(partition -> consumer.seek(partition, 0));
        }
    }

    private List<PartitionInfo> partitions(String topic, Deadline deadline) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic, deadline.left());
        return partitions == null ? List.of() : partitions;
    }

    private List<Kept> kept(List<TopicPartition> partitions, Deadline deadline) {
        attach(partitions);
        Map<TopicPartition, Long> firsts = consumer.beginningOffsets(partitions, deadline.left());
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, deadline.left());
        List<Kept> kept = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            kept.add(new Kept(partition, firsts.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L)));
        }
        return kept;
    }

    private static Duration sooner(Duration left) {
        return left.compareTo(POLL_MAX) < 0 ? left : POLL_MAX;
    }
}
