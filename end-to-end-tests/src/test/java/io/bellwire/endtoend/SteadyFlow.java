package io.bellwire.endtoend;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Numbered alerts that go into {@code alerts-incoming} one after another, each of them once whatever happens. */
final class SteadyFlow implements AutoCloseable {
    /** So many alerts take turns. */
    static final int IDS = 200;

    private static final int A_TICK = 5;
    private static final int TICK_MILLIS = 20;

    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService ticking = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger produced = new AtomicInteger();
    private final Future<?> ticks;
    private volatile Exception failure;

    /** 250 a second at most. */
    SteadyFlow(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "max.block.ms", 120_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        ticks = ticking.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** How many were handed to the producer; their numbers count from 0. */
    int produced() {
        return produced.get();
    }

    static String id(int number) {
        return "flow-" + number % IDS;
    }

    /** Ends the flow and returns when Kafka has all of it. */
    @Override
    public void close() {
        ticks.cancel(false);
        ticking.shutdown();
        try {
            ticking.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
        if (failure != null) {
            throw new AssertionError("the test's own producer failed", failure);
        }
    }

    private void tick() {
        for (int i = 0; i < A_TICK; i++) {
            int number = produced.get();
            var unused = producer.send(
                    new ProducerRecord<>(
                            "alerts-incoming", bytes(id(number)), bytes(AlertJson.security(id(number), number))),
                    (metadata, failed) -> failure = failed == null ? failure : failed);
            produced.incrementAndGet();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
