package io.bellwire.config;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.AlertSeverity;
import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.DeliveryReceipt;
import io.bellwire.schemas.FormattingReceipt;
import io.bellwire.schemas.MessageHeaders;
import io.bellwire.schemas.RejectedRecord;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.TopicCreation;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.Transport;
import io.bellwire.schemas.Trigger;
import io.bellwire.settings.AdvancedSettings;
import io.bellwire.settings.NotificationKind;
import io.bellwire.settings.Notifications;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.settings.SyslogSettings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes what the programs of the pipeline write, without them. */
public final class PipelineRecords implements AutoCloseable {
    public static final Instant ACCEPTED_AT = Instant.parse("2026-11-24T08:00:00Z");
    public static final Instant WRITTEN_AT = Instant.parse("2026-11-24T08:00:01Z");
    public static final Instant TAKEN_AT = Instant.parse("2026-11-24T08:00:02Z");

    private static final AvroSerde<Alert> ALERT_SERDE = AvroSerde.alerts();
    private static final Topic[] ALL = {
        Topic.SETTINGS,
        Topic.ALERTS_INCOMING,
        Topic.ALERTS,
        Topic.FORMATTINGS,
        Topic.SYSLOG_MESSAGES,
        Topic.DELIVERIES,
        Topic.REJECTED
    };

    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaProducer<byte[], byte[]> formatter;

    public PipelineRecords(TestBroker broker, String topicPrefix) {
        this(broker, topicPrefix, 2);
    }

    /** @param partitions of each topic that is not read as a whole */
    public PipelineRecords(TestBroker broker, String topicPrefix, int partitions) {
        topics = new Topics(topicPrefix, partitions, (short) 1);
        TopicCreation.ensure(broker.kafka(), topics, ALL);
        producer = producer(broker, Map.of());
        formatter = producer(broker, Map.of("transactional.id", topicPrefix + "formatter"));
        formatter.initTransactions();
    }

    public Topics topics() {
        return topics;
    }

    /** The next revision of the settings; the sensor is DC and its number. */
    public void settings(long revision, Notifications notifications, Instant deliverSince) {
        SyslogSettings settings = new SyslogSettings(
                true,
                "DC" + revision,
                new SiemEndpoint("siem", 6514),
                Transport.TLS,
                SyslogFormat.RFC5424,
                notifications,
                deliverSince,
                AdvancedSettings.defaults(Transport.TLS, SyslogFormat.RFC5424));
        send(Topic.SETTINGS, "syslog", new SavedSettings(revision, ACCEPTED_AT, "admin", settings).toBytes());
    }

    public RecordMetadata alert(String id, AlertKind kind, Trigger trigger) {
        return send(Topic.ALERTS, id, ALERT_SERDE.serialize(alertOf(id, kind, trigger)));
    }

    /** The same, as if the topic had taken it at this time. */
    public RecordMetadata alertWrittenAt(String id, Instant time) {
        byte[] value = ALERT_SERDE.serialize(alertOf(id, AlertKind.SECURITY_ALERT, Trigger.NEW));
        return send(new ProducerRecord<>(topics.name(Topic.ALERTS), null, time.toEpochMilli(), bytes(id), value));
    }

    /** The formatter made this line of an alert. */
    public RecordMetadata formatted(
            RecordMetadata alert, String id, NotificationKind kind, long revision, String line) {
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(topics.name(Topic.SYSLOG_MESSAGES), bytes(id), line == null ? null : bytes(line));
        message.headers()
                .add(MessageHeaders.ALERT_PARTITION, MessageHeaders.value(alert.partition()))
                .add(MessageHeaders.ALERT_OFFSET, MessageHeaders.value(alert.offset()))
                .add(MessageHeaders.ACCEPTED_AT, MessageHeaders.value(ACCEPTED_AT.toEpochMilli()))
                .add(MessageHeaders.SETTINGS_REVISION, MessageHeaders.value(revision))
                .add(MessageHeaders.FORMAT, MessageHeaders.value("rfc5424"))
                .add(MessageHeaders.KIND, MessageHeaders.value(kind.label()));
        return inTransaction(alert, revision, message);
    }

    /** The formatter made nothing of an alert. */
    public void filtered(RecordMetadata alert, long revision) {
        inTransaction(alert, revision, null);
    }

    /** The formatter set an alert aside. */
    public void rejectedByFormatter(RecordMetadata alert, String id, long revision, String reason) {
        inTransaction(alert, revision, rejected(alert, id, reason));
    }

    public void rejectedRecord(RecordMetadata origin, String key, String reason) {
        send(rejected(origin, key, reason));
    }

    public void rejectedRecord(String topic, int partition, long offset, String key, byte[] value, String reason) {
        send(new RejectedRecord(reason, topic, partition, offset, bytes(key), value).toProducerRecord(topics));
    }

    public void delivered(
            int partition, long first, long last, String host, Transport transport, long revision, Instant takenAt) {
        DeliveryReceipt receipt = DeliveryReceipt.newBuilder()
                .setPartition(partition)
                .setFirstOffset(first)
                .setLastOffset(last)
                .setHost(host)
                .setPort(6514)
                .setTransport(transport)
                .setSettingsRevision(revision)
                .setWrittenAt(WRITTEN_AT)
                .setTakenAt(takenAt)
                .build();
        send(new ProducerRecord<>(
                topics.name(Topic.DELIVERIES),
                MessageHeaders.value(partition),
                AvroSerde.deliveries().serialize(receipt)));
    }

    public RecordMetadata send(Topic topic, String key, byte[] value) {
        return send(new ProducerRecord<>(topics.name(topic), bytes(key), value));
    }

    @Override
    public void close() {
        producer.close();
        formatter.close();
    }

    private RecordMetadata inTransaction(RecordMetadata alert, long revision, ProducerRecord<byte[], byte[]> outcome) {
        FormattingReceipt receipt = new FormattingReceipt(alert.partition(), alert.offset(), alert.offset(), revision);
        formatter.beginTransaction();
        try {
            var written = outcome == null ? null : formatter.send(outcome);
            formatter
                    .send(new ProducerRecord<>(
                            topics.name(Topic.FORMATTINGS),
                            MessageHeaders.value(alert.partition()),
                            AvroSerde.formattings().serialize(receipt)))
                    .get();
            formatter.commitTransaction();
            return written == null ? null : written.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private ProducerRecord<byte[], byte[]> rejected(RecordMetadata origin, String key, String reason) {
        return new RejectedRecord(
                        reason, origin.topic(), origin.partition(), origin.offset(), bytes(key), bytes("{\"as\": it"))
                .toProducerRecord(topics);
    }

    private RecordMetadata send(ProducerRecord<byte[], byte[]> entry) {
        try {
            return producer.send(entry).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value of a record of {@code alerts}. */
    public static byte[] alert(String id, Instant acceptedAt, String message) {
        Alert alert = alertOf(id, AlertKind.SECURITY_ALERT, Trigger.NEW);
        alert.setAcceptedAt(acceptedAt);
        alert.setMessage(message);
        return ALERT_SERDE.serialize(alert);
    }

    private static Alert alertOf(String id, AlertKind kind, Trigger trigger) {
        return Alert.newBuilder()
                .setId(id)
                .setKind(kind)
                .setTrigger(trigger)
                .setType("Malware")
                .setName("Malware")
                .setSeverity(AlertSeverity.HIGH)
                .setAcceptedAt(ACCEPTED_AT)
                .setVendor("Acme")
                .setProduct("Guard")
                .setProductVersion("1.0")
                .setExtension(List.of())
                .build();
    }

    private static KafkaProducer<byte[], byte[]> producer(TestBroker broker, Map<String, Object> more) {
        Map<String, Object> configuration = new HashMap<>(broker.kafka());
        configuration.put("max.request.size", 8 << 20);
        configuration.putAll(more);
        return new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
