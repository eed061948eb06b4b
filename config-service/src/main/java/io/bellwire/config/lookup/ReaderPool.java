package io.bellwire.config.lookup;

import io.bellwire.config.answers.KafkaAwayException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets some search at a time and turns the others away, so that searches cost a bounded part of memory and of the
 * cluster. Readers are kept between searches: opening one costs as much as a small search. Thread-safe.
 */
final class ReaderPool implements AutoCloseable {
    /** How many may search at a time. */
    static final int SEARCHES_MAX = 4;

    private static final Logger log = LoggerFactory.getLogger(ReaderPool.class);

    private final Map<String, Object> connection;
    private final Semaphore free = new Semaphore(SEARCHES_MAX);
    private final ConcurrentLinkedDeque<Readers> resting = new ConcurrentLinkedDeque<>();
    private final AtomicInteger opened = new AtomicInteger();
    private volatile boolean closed;

    /** @param connection how to reach the cluster, as Kafka's {@code ConsumerConfig} has it */
    ReaderPool(Map<String, Object> connection) {
        this.connection = new HashMap<>(connection);
    }

    /**
     * Searches.
     *
     * @param unknown what the caller does not know when Kafka is away, in his words
     * @throws TooManySearchesException when as many as may search already do
     * @throws KafkaAwayException when Kafka does not answer in time
     */
    <T> T search(Function<Readers, T> task, String unknown) {
        if (!free.tryAcquire()) {
            throw new TooManySearchesException(SEARCHES_MAX);
        }
        try {
            return withReaders(task);
        } catch (KafkaException e) {
            log.atWarn().setCause(e).log("Kafka does not let look up what it keeps");
            throw new KafkaAwayException(unknown, e);
        } finally {
            free.release();
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Readers readers = resting.poll(); readers != null; readers = resting.poll()) {
            readers.close();
        }
    }

    private <T> T withReaders(Function<Readers, T> task) {
        Readers rested = resting.pollFirst();
        Readers readers = rested == null ? Readers.open(connection, opened.incrementAndGet()) : rested;
        boolean usable = false;
        try {
            T result = task.apply(readers);
            readers.rest();
            usable = !closed;
            return result;
        } finally {
            if (usable) {
                resting.addFirst(readers);
            } else {
                readers.close();
            }
        }
    }
}
