package io.bellwire.benchmarks.handwritten;

import java.util.HashMap;
import java.util.Map;

/** The settings of Kafka's clients that have proven fastest for these two stages. */
final class Clients {
    private static final int RECORDS_AT_ONCE = 10_000;

    private Clients() {}

    static Map<String, Object> consumer(String bootstrapServers, String group) {
        return new HashMap<>(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                group,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "isolation.level",
                "read_committed",
                "max.poll.records",
                RECORDS_AT_ONCE,
                "max.partition.fetch.bytes",
                4 << 20,
                "fetch.max.bytes",
                8 << 20));
    }

    static Map<String, Object> producer(String bootstrapServers, String transactionalId) {
        return new HashMap<>(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "transactional.id",
                transactionalId,
                "acks",
                "all",
                "linger.ms",
                5,
                "batch.size",
                1 << 20,
                "buffer.memory",
                64L << 20,
                "compression.type",
                "lz4"));
    }
}
