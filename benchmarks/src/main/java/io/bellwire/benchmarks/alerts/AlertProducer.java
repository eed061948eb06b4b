package io.bellwire.benchmarks.alerts;

import io.bellwire.schemas.MessageHeaders;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Puts numbered alerts to a topic, acknowledged by all replicas. Arguments are the bootstrap servers, the topic, the form,
 * how many, how many a second (0 is as many as the broker takes), and how long a message of them shall be (0 is as usual).
 */
public final class AlertProducer {
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final RecordForm form;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private AlertProducer(KafkaProducer<byte[], byte[]> producer, String topic, RecordForm form) {
        this.producer = producer;
        this.topic = topic;
        this.form = form;
    }

    public static void main(String[] arguments) {
        RecordForm form = RecordForm.valueOf(arguments[2]);
        long rate = Long.parseLong(arguments[4]);
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                arguments[0],
                "acks",
                "all",
                "linger.ms",
                rate > 0 ? 0 : 20,
                "batch.size",
                256 << 10,
                "buffer.memory",
                64L << 20,
                // rsyslog would only lose time by unpacking.
                "compression.type",
                form == RecordForm.JSON ? "none" : "lz4");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            new AlertProducer(producer, arguments[1], form)
                    .put(form.templates(Integer.parseInt(arguments[5])), Long.parseLong(arguments[3]), rate);
        }
    }

    private void put(List<RecordForm.Template> templates, long count, long rate) {
        long began = System.nanoTime();
        for (long number = 0; number < count && failure.get() == null; number++) {
            if (rate > 0) {
                await(began + number * NANOS_PER_SECOND / rate);
            }
            var unused = producer.send(
                    entry(templates.get((int) (number % templates.size())), number, rate > 0 ? micros() : 0),
                    (written, failed) -> failure.compareAndSet(null, failed));
        }
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new KafkaException("not every alert was acknowledged", failed);
        }
    }

    private ProducerRecord<byte[], byte[]> entry(RecordForm.Template template, long number, long micros) {
        var entry = new ProducerRecord<>(
                topic, template.key().of(number, micros), template.value().of(number, micros));
        if (form == RecordForm.MESSAGE) {
            addFormattersHeaders(entry, number);
        }
        return entry;
    }

    private static void addFormattersHeaders(ProducerRecord<byte[], byte[]> entry, long number) {
        entry.headers()
                .add(MessageHeaders.ALERT_PARTITION, MessageHeaders.value(0))
                .add(MessageHeaders.ALERT_OFFSET, MessageHeaders.value(number))
                .add(MessageHeaders.ACCEPTED_AT, MessageHeaders.value(System.currentTimeMillis()))
                .add(MessageHeaders.SETTINGS_REVISION, MessageHeaders.value(1))
                .add(MessageHeaders.FORMAT, MessageHeaders.value("rfc5424"))
                .add(MessageHeaders.KIND, MessageHeaders.value("new-security-alert"));
    }

    private static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    private static void await(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
