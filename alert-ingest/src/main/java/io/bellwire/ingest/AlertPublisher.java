package io.bellwire.ingest;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AvroSerde;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** Puts accepted alerts on the topic {@code alerts}, keyed by their id. Thread-safe; all requests share one producer. */
final class AlertPublisher {
    private static final Logger log = LoggerFactory.getLogger(AlertPublisher.class);

    private final ProducerFactory<String, byte[]> producers;
    private final String topic;
    private final Duration answerMax;
    private final AvroSerde<Alert> serde = AvroSerde.alerts();
    private final AtomicBoolean kafkaIsAway = new AtomicBoolean();

    /** @param answerMax how long to wait for Kafka's answer when all is sent; longer than the producer's own time-out */
    AlertPublisher(ProducerFactory<String, byte[]> producers, String topic, Duration answerMax) {
        this.producers = producers;
        this.topic = topic;
        this.answerMax = answerMax;
    }

    /**
     * Comes back when every alert is acknowledged by all in-sync replicas. Alerts of one id keep their order.
     *
     * @throws RefusedException when Kafka does not answer in time; some of the alerts may be in the topic all the same
     */
    void publish(List<Alert> alerts) {
        Acknowledgements acknowledgements = new Acknowledgements(alerts.size());
        try (Producer<String, byte[]> producer = producers.createProducer()) {
            for (Alert alert : alerts) {
                // Each further send could wait as long as the one that failed.
                if (acknowledgements.failure != null) {
                    break;
                }
                // The callback hears of it.
                var unused = producer.send(
                        new ProducerRecord<>(topic, alert.getId(), serde.serialize(alert)), acknowledgements);
            }
            acknowledgements.await(answerMax);
        } catch (KafkaException e) {
            throw away(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away(e);
        }
        if (kafkaIsAway.compareAndSet(true, false)) {
            log.info("Kafka answers again");
        }
    }

    private RefusedException away(Exception e) {
        if (kafkaIsAway.compareAndSet(false, true)) {
            log.atWarn().addKeyValue("topic", topic).setCause(e).log("Kafka does not answer, alerts are refused");
        }
        return RefusedException.kafkaDoesNotAnswer(e);
    }

    /** Counts one request's acknowledgements; the first failure ends the wait. Called by the producer's thread. */
    private static final class Acknowledgements implements Callback {
        private final CountDownLatch missing;
        private volatile @Nullable Exception failure;

        Acknowledgements(int count) {
            missing = new CountDownLatch(count);
        }

        @Override
        public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
            if (exception != null) {
                failure = exception;
                while (missing.getCount() > 0) {
                    missing.countDown();
                }
            }
            missing.countDown();
        }

        void await(Duration max) throws InterruptedException {
            boolean answered = missing.await(max.toNanos(), TimeUnit.NANOSECONDS);
            Exception failed = failure;
            if (failed != null || !answered) {
                throw new KafkaException("not all alerts were acknowledged", failed);
            }
        }
    }
}
