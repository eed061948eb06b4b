package io.bellwire.benchmarks.handwritten;

import io.bellwire.benchmarks.ReferenceMessages;
import io.bellwire.cef.SyslogMessageEncoder;
import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.UndecodableRecordException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Alerts in, messages out by Bellwire's own encoder, one transaction a poll, with the offsets; no headers, no receipts, no
 * filter. Arguments are the bootstrap servers, the topic of alerts, that of messages, the consumer group, the number of
 * threads, and whether {@code soon} is worth more than {@code much}.
 */
public final class HandWrittenFormatter {
    private static final Duration POLL_MAX = Duration.ofMillis(500);
    private static final int MESSAGE_OCTETS_MAX = 8000;
    private static final AvroSerde<Alert> ALERTS = AvroSerde.alerts();

    private final Map<String, Object> consuming;
    private final Map<String, Object> producing;
    private final String alertsTopic;
    private final String messagesTopic;
    private final SyslogMessageEncoder encoder = ReferenceMessages.encoder(SyslogFormat.RFC5424, MESSAGE_OCTETS_MAX);

    private HandWrittenFormatter(String[] arguments, int thread) {
        String group = arguments[3];
        alertsTopic = arguments[1];
        messagesTopic = arguments[2];
        consuming = Clients.consumer(arguments[0], group);
        producing = Clients.producer(arguments[0], group + "-" + thread);
        if (arguments[5].equals("soon")) {
            consuming.put("fetch.min.bytes", 20_000);
            consuming.put("fetch.max.wait.ms", 10);
            producing.put("retry.backoff.ms", 2);
        }
    }

    public static void main(String[] arguments) {
        for (int thread = 0; thread < Integer.parseInt(arguments[4]); thread++) {
            HandWrittenFormatter formatter = new HandWrittenFormatter(arguments, thread);
            new Thread(formatter::run, "formatter-" + thread).start();
        }
    }

    private void run() {
        try (var consumer = new KafkaConsumer<>(consuming, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                var producer = new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            consumer.subscribe(List.of(alertsTopic));
            while (true) {
                format(consumer, producer);
            }
        } catch (UndecodableRecordException | RuntimeException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    /** A message keeps its alert's partition, so that no open transaction holds back what another thread has committed. */
    private void format(KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<byte[], byte[]> producer)
            throws UndecodableRecordException {
        ConsumerRecords<byte[], byte[]> alerts = consumer.poll(POLL_MAX);
        if (alerts.isEmpty()) {
            return;
        }
        producer.beginTransaction();
        for (ConsumerRecord<byte[], byte[]> alert : alerts) {
            byte[] message = encoder.encode(ALERTS.deserialize(alert.value())).bytes();
            var unused = producer.send(new ProducerRecord<>(messagesTopic, alert.partition(), alert.key(), message));
        }
        producer.sendOffsetsToTransaction(alerts.nextOffsets(), consumer.groupMetadata());
        producer.commitTransaction();
    }
}
