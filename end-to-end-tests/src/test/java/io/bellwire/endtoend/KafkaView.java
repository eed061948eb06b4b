package io.bellwire.endtoend;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a program outside sees of Bellwire's topics and groups; of transactions only what is committed. */
final class KafkaView {
    /** Who was killed is missed after ten seconds. */
    private static final Duration MEMBERS_WITHIN = Duration.ofSeconds(60);

    /** Longer than it takes to hear of one who comes or goes. */
    private static final Duration MEMBERS_FOR = Duration.ofMillis(600);

    private final String bootstrapServers;

    KafkaView(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** All records of the topic that are there now; those of a partition in their order. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of())) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    /** How many offsets of the topic the group has not committed. */
    long waiting(String group, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of("group.id", group))) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(new HashSet<>(partitions));
            return consumer.endOffsets(partitions).entrySet().stream()
                    .mapToLong(end -> end.getValue() - offset(committed.get(end.getKey())))
                    .sum();
        }
    }

    /** Waits until so many members of the group share the partitions among themselves. */
    void awaitMembers(String group, int members) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            await().atMost(MEMBERS_WITHIN)
                    .during(MEMBERS_FOR)
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptionsInstanceOf(ExecutionException.class)
                    .until(() -> {
                        var found = admin.describeConsumerGroups(List.of(group))
                                .describedGroups()
                                .get(group)
                                .get();
                        return found.groupState() == GroupState.STABLE
                                && found.members().size() == members;
                    });
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> more) {
        Map<String, Object> configuration = new HashMap<>(more);
        configuration.put("bootstrap.servers", bootstrapServers);
        configuration.put("isolation.level", "read_committed");
        return new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList();
    }

    private static long offset(OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }
}
