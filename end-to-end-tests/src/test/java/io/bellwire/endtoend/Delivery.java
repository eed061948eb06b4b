package io.bellwire.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bellwire.schemas.Framing;
import io.bellwire.schemas.Service;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.Transport;
import io.bellwire.settings.AdvancedSettings;
import io.bellwire.settings.Notifications;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.settings.SyslogSettings;
import io.bellwire.siem.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The last part of the way alone: senders and a receiver, a process each, on topics of their own. Finished messages are put
 * straight into {@code syslog-messages}, and settings into their topic. For one thread.
 */
final class Delivery implements AutoCloseable {
    private static final int PARTITIONS = 4;
    private static final String GROUP = "bellwire-sender";

    private final Broker broker;
    private final Path directory;
    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<ServiceProcess> senders = new ArrayList<>();
    private final ReceiverProcess receiver;
    private long revision;

    private Delivery(Broker broker, Path directory, String name) throws IOException {
        this.broker = broker;
        this.directory = Files.createDirectories(directory.resolve(name));
        topics = new Topics(name + ".", PARTITIONS, (short) 1);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        receiver = ReceiverProcess.start(this.directory);
    }

    /** A sender for each of these sensors' names; {@link #awaitReady} waits for them, so that several can start at a time. */
    static Delivery start(Broker broker, Path directory, String name, String... sensors) throws IOException {
        Delivery delivery = new Delivery(broker, directory, name);
        for (String sensor : sensors) {
            delivery.startSender(sensor);
        }
        return delivery;
    }

    void awaitReady() throws IOException {
        for (ServiceProcess sender : senders) {
            sender.awaitReady();
        }
    }

    ReceiverProcess receiver() {
        return receiver;
    }

    /** In the order in which their sensors were named. */
    ServiceProcess sender(int index) {
        return senders.get(index);
    }

    /** From now on this sensor delivers, to the receiver's port of this transport; not taken up yet when this returns. */
    void save(String sensor, Transport transport, Framing framing) {
        AdvancedSettings defaults = AdvancedSettings.defaults(transport, SyslogFormat.RFC5424);
        int port = transport == Transport.TLS ? receiver.tlsPort() : receiver.tcpPort();
        SyslogSettings settings = new SyslogSettings(
                true,
                sensor,
                new SiemEndpoint("127.0.0.1", port),
                transport,
                SyslogFormat.RFC5424,
                Notifications.DEFAULTS,
                null,
                new AdvancedSettings(
                        framing,
                        defaults.dialect(),
                        defaults.securityFacility(),
                        defaults.healthFacility(),
                        defaults.rfc3164TimeZone(),
                        defaults.maxMessageBytes(),
                        defaults.byteOrderMark()));
        SavedSettings saved = new SavedSettings(++revision, Instant.parse("2026-11-24T08:00:00Z"), "anna", settings);
        var unused = producer.send(new ProducerRecord<>(topics.name(Topic.SETTINGS), saved.toBytes()));
        producer.flush();
    }

    /** Messages of one alert keep their order. Kafka has them after the next {@link #flush}. */
    void produce(String alert, String message) {
        var unused = producer.send(new ProducerRecord<>(
                topics.name(Topic.SYSLOG_MESSAGES), alert.getBytes(UTF_8), message.getBytes(UTF_8)));
    }

    void flush() {
        producer.flush();
    }

    /** Waits until so many senders share the partitions among themselves. */
    void awaitMembers(int senders) {
        new KafkaView(broker.bootstrapServers()).awaitMembers(topics.group(GROUP), senders);
    }

    /** How many messages the senders have not committed. */
    long waiting() {
        return new KafkaView(broker.bootstrapServers())
                .waiting(topics.group(GROUP), topics.name(Topic.SYSLOG_MESSAGES));
    }

    @Override
    public void close() {
        senders.forEach(ServiceProcess::close);
        receiver.close();
        producer.close();
    }

    private void startSender(String sensor) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        environment.put("BELLWIRE_SENSOR_NAME", sensor);
        environment.put("BELLWIRE_TOPIC_PREFIX", topics.prefix());
        environment.put("BELLWIRE_TOPIC_PARTITIONS", Integer.toString(PARTITIONS));
        environment.put("BELLWIRE_BACKOFF_FIRST", "100ms");
        environment.put("BELLWIRE_BACKOFF_LONGEST", "1s");
        environment.put(
                "BELLWIRE_SIEM_CA_FILE", TestCertificates.shared().caFile().toString());
        senders.add(ServiceProcess.start(Service.SYSLOG_SENDER, environment, directory));
    }
}
