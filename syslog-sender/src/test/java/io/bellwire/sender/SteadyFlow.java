package io.bellwire.sender;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Messages that come evenly while a test does other things; each says its key and its number. */
final class SteadyFlow implements AutoCloseable {
    static final int KEYS = 100;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private volatile int limit;
    private volatile int produced; // written by the timer's thread only

    SteadyFlow(Producer<byte[], byte[]> producer, String topic, int perTick) {
        var unused = timer.scheduleAtFixedRate(
                () -> {
                    int end = Math.min(limit, produced + perTick);
                    for (int number = produced; number < end; number++) {
                        var unusedSend = producer.send(record(topic, number));
                    }
                    produced = end;
                },
                0,
                10,
                TimeUnit.MILLISECONDS);
    }

    /** Flows until so many have come in all. */
    void upTo(int messages) {
        limit = messages;
    }

    int produced() {
        return produced;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, int number) {
        int key = number % KEYS;
        return new ProducerRecord<>(
                topic, ("key-" + key).getBytes(UTF_8), ("<36>1 key " + key + " number " + number).getBytes(UTF_8));
    }
}
