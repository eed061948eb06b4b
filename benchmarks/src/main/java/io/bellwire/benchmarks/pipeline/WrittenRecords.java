package io.bellwire.benchmarks.pipeline;

import io.bellwire.benchmarks.alerts.NumberedOctets;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What of numbered alerts stands in a topic: the key of each is the alert's id, which ends with its number. */
record WrittenRecords(Cluster cluster, String topic) {
    private static final Duration POLL_MAX = Duration.ofMillis(100);

    /**
     * How many alerts stand there once more.
     *
     * @throws IOException when one is missing of the numbers below this
     */
    long twice(long numbers) throws IOException {
        BitSet there = new BitSet();
        long records = 0;
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "max.poll.records",
                10_000);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = IntStream.range(0, cluster.partitions())
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(POLL_MAX)) {
                    there.set((int) NumberedOctets.numberAtEnd(entry.key()));
                    records++;
                }
            }
        }
        if (there.cardinality() != numbers) {
            throw new IOException(there.cardinality() + " of " + numbers + " alerts are in " + topic);
        }
        return records - numbers;
    }
}
