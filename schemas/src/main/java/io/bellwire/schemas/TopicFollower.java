package io.bellwire.schemas;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic of one partition, from its beginning unless told otherwise, and goes on for as long as the program runs,
 * on a thread of its own and without a consumer group, so that every program sees every record.
 */
public final class TopicFollower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL_MAX = Duration.ofMillis(500);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

    /** Takes one record after another on the follower's thread; it must not throw for a record's contents. */
    @FunctionalInterface
    public interface Handler {
        void accept(ConsumerRecord<byte[], byte[]> entry);

        /** The topic was made anew: what was read of the old one is no more, and the new one is read from its start. */
        default void startedAnew() {}
    }

    private final Map<String, Object> configuration;
    private final TopicPartition partition;
    private final boolean onlyNew;
    private final Handler handler;
    private final Thread thread;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private long nextOffset; // follower's thread only
    private @Nullable Long endAtStart; // follower's thread only
    private volatile @Nullable KafkaException failure; // of the last try; written by the follower's thread
    private volatile @Nullable KafkaConsumer<byte[], byte[]> open; // wakeup() is the one call that others may make

    /** @param consumerConfiguration how to reach the cluster, as Kafka's {@code ConsumerConfig} has it */
    public TopicFollower(Map<String, Object> consumerConfiguration, String topic, Handler handler) {
        this(consumerConfiguration, topic, false, handler);
    }

    private TopicFollower(Map<String, Object> consumerConfiguration, String topic, boolean onlyNew, Handler handler) {
        this.configuration = new HashMap<>(consumerConfiguration);
        configuration.remove(ConsumerConfig.GROUP_ID_CONFIG);
        configuration.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        configuration.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        configuration.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        this.partition = new TopicPartition(topic, 0);
        this.onlyNew = onlyNew;
        this.handler = handler;
        this.thread = new Thread(this::run, "follow-" + topic);
        thread.setDaemon(true);
    }

    /**
     * One that passes over what stands in the topic when it starts.
     *
     * @param consumerConfiguration how to reach the cluster, as Kafka's {@code ConsumerConfig} has it
     */
    public static TopicFollower ofNewRecords(Map<String, Object> consumerConfiguration, String topic, Handler handler) {
        return new TopicFollower(consumerConfiguration, topic, true, handler);
    }

    /**
     * Starts and waits until everything that stood in the topic at this moment has been handled, or passed over.
     *
     * @throws UnusableClusterException when that takes longer than the given time
     */
    public void start(Duration within) {
        thread.start();
        try {
            if (!caughtUp.await(within.toMillis(), TimeUnit.MILLISECONDS)) {
                close();
                throw UnusableClusterException.unreadable(partition.topic(), within, failure);
            }
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading topic '" + partition.topic() + "'", e);
        }
    }

    /**
     * Starts, and waits a while until everything that stood in the topic at this moment has been handled, or passed over;
     * goes on trying when that takes longer.
     *
     * @return whether it has come so far
     */
    public boolean begin(Duration within) {
        thread.start();
        try {
            return caughtUp.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        KafkaConsumer<byte[], byte[]> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(CLOSE_MAX.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean failedBefore = false;
        while (!isClosed()) {
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(configuration)) {
                open = consumer;
                follow(consumer);
            } catch (WakeupException | InterruptException e) {
                return; // closed
            } catch (KafkaException e) {
                failure = e;
                if (!failedBefore) {
                    log.atWarn()
                            .addKeyValue("topic", partition.topic())
                            .setCause(e)
                            .log("Topic cannot be read, trying again every second");
                    failedBefore = true;
                }
                pause();
            } finally {
                open = null;
            }
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, nextOffset);
        if (endAtStart == null) {
            endAtStart = consumer.endOffsets(List.of(partition)).get(partition);
            nextOffset = onlyNew && endAtStart != null
                    ? endAtStart
                    : consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            consumer.seek(partition, nextOffset);
        }
        while (!isClosed()) {
            if (endAtStart == null || consumer.position(partition) >= endAtStart) {
                caughtUp.countDown();
            }
            try {
                ConsumerRecords<byte[], byte[]> entries = consumer.poll(POLL_MAX);
                failure = null;
                for (ConsumerRecord<byte[], byte[]> entry : entries) {
                    handler.accept(entry);
                    nextOffset = entry.offset() + 1;
                }
            } catch (OffsetOutOfRangeException e) {
                goOnAtTheBeginning(consumer);
            }
        }
    }

    /** What comes next was deleted; or the topic was made anew, or lost its end, and so what was read of it is no more. */
    private void goOnAtTheBeginning(KafkaConsumer<byte[], byte[]> consumer) {
        long beginning = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        if (beginning < nextOffset) {
            log.atWarn()
                    .addKeyValue("topic", partition.topic())
                    .addKeyValue("position", nextOffset)
                    .log(
                            "Topic ends before what was read of it: made anew, or its end was lost; it is read from its start");
            handler.startedAnew();
        }
        nextOffset = beginning;
        consumer.seek(partition, nextOffset);
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void pause() {
        try {
            var unused = closed.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }
}
