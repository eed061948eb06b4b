package io.bellwire.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.Framing;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.TestRequest;
import io.bellwire.schemas.TestResult;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.TopicCreation;
import io.bellwire.schemas.TopicFollower;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.Transport;
import io.bellwire.schemas.UndecodableRecordException;
import io.bellwire.sender.messagetest.MessageTester;
import io.bellwire.sender.transport.NameService;
import io.bellwire.sender.transport.TlsFiles;
import io.bellwire.settings.AdvancedSettings;
import io.bellwire.settings.Notifications;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.settings.SyslogSettings;
import io.bellwire.siem.FakeSiem;
import io.bellwire.siem.ReceivedMessage;
import io.bellwire.siem.TestCertificates;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests for test messages, as they come over Kafka, and what is answered. */
class MessageTesterIT {
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final String INSTANCE = "dc01-8083";

    private final Map<String, Object> kafka = Map.of("bootstrap.servers", TestBroker.bootstrapServers());
    private final Topics topics = new Topics(UUID.randomUUID() + ".", 2, (short) 1);
    private final List<TestResult> results = new CopyOnWriteArrayList<>();
    private KafkaProducer<byte[], byte[]> producer;
    private TopicFollower follower;

    @BeforeEach
    void createTopics() {
        TopicCreation.ensure(kafka, topics, Topic.TEST_REQUESTS, Topic.TEST_RESULTS);
        producer = SenderProducer.open(kafka);
        follower = new TopicFollower(kafka, topics.name(Topic.TEST_RESULTS), this::remember);
        follower.start(WITHIN);
    }

    @AfterEach
    void close() {
        follower.close();
        producer.close();
    }

    @Test
    void answersByEveryTransportStepByStep() throws Exception {
        try (FakeSiem udp = FakeSiem.udp();
                FakeSiem tcp = FakeSiem.tcp();
                FakeSiem tls = FakeSiem.tls(
                        TestCertificates.shared().server("localhost").context());
                MessageTester tester = tester()) {
            assertThat(tester).isNotNull();

            request("by-tls", INSTANCE, inAMinute(), settings(tls.port(), Transport.TLS));
            request("by-tcp", INSTANCE, inAMinute(), settings(tcp.port(), Transport.TCP));
            request("by-udp", INSTANCE, inAMinute(), settings(udp.port(), Transport.UDP));

            assertAnswered("by-tls", tls, "resolve", "connect", "handshake", "send", "observe");
            assertThat(finished("by-tls").getDelivered()).isTrue();
            assertAnswered("by-tcp", tcp, "resolve", "connect", "send", "observe");
            assertThat(finished("by-tcp").getDelivered()).isTrue();
            assertAnswered("by-udp", udp, "resolve", "send", "observe");
            assertThat(finished("by-udp").getDelivered()).isFalse();
            assertThat(results.stream().map(TestResult::getMarker).distinct()).hasSize(3);
        }
    }

    @Test
    void answersNeitherForOthersNorLateNorWhatWasAskedBeforeItStarted() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            SyslogSettings settings = settings(siem.port(), Transport.TCP);
            request("before", INSTANCE, inAMinute(), settings);
            try (MessageTester tester = tester()) {
                assertThat(tester).isNotNull();
                request("of-another", "dc02-8083", inAMinute(), settings);
                request("expired", INSTANCE, Instant.now().minusMillis(1), settings);
                append("no-request", "anything".getBytes(UTF_8));
                request("ours", INSTANCE, inAMinute(), settings);

                assertThat(finished("ours").getInstance()).isEqualTo(INSTANCE);
                assertThat(results).allMatch(result -> result.getId().equals("ours"));
                assertThat(siem.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void settingsThatItCannotReadAreAnswered() throws Exception {
        try (MessageTester tester = tester()) {
            assertThat(tester).isNotNull();
            append("newer", bytes("newer", INSTANCE, inAMinute(), "of another version".getBytes(UTF_8)));

            assertThat(finished("newer").getVerdict()).contains("bring config-service and syslog-sender to the same");
            assertThat(finished("newer").getSteps()).isEmpty();
        }
    }

    @Test
    void deliveryGoesOnUndisturbed() throws Exception {
        try (Cluster cluster = new Cluster(2);
                FakeSiem siem = FakeSiem.tcp();
                RunningSender sender = cluster.sender("DC01");
                MessageTester tester = tester()) {
            assertThat(tester).isNotNull();
            cluster.save("DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);
            cluster.produce(100);
            sender.awaitBacklogOfZero();

            request("meanwhile", INSTANCE, inAMinute(), settings(siem.port(), Transport.TCP));
            cluster.produce(100);
            assertThat(finished("meanwhile").getDelivered()).isTrue();
            cluster.produce(100);
            sender.awaitBacklogOfZero();

            assertThat(siem.connections()).as("delivery's one and the test's").isEqualTo(2);
            assertThat(siem.messages()).isEqualTo(301);
            assertThat(sender.count("bellwire.messages.repeated")).isZero();
        }
    }

    private void assertAnswered(String id, FakeSiem siem, String... steps) throws Exception {
        TestResult last = finished(id);
        assertThat(last.getSteps()).extracting(step -> step.getStep()).containsExactly(steps);
        assertThat(last.getSteps()).allMatch(step -> step.getOk());
        assertThat(results.stream().filter(result -> result.getId().equals(id)))
                .as("one record after each step, and the last")
                .hasSize(steps.length + 1);
        ReceivedMessage received = siem.take(1, WITHIN).get(0);
        assertThat(received.text()).isEqualTo(last.getMessage()).contains(last.getMarker());
        assertThat(last.getMarker()).matches("bellwire-test-[0-9a-f]{8}");
        assertThat(last.getVerdict()).contains(last.getMarker());
    }

    private TestResult finished(String id) {
        return await().atMost(WITHIN)
                .until(
                        () -> results.stream()
                                .filter(result -> result.getId().equals(id) && result.getFinished())
                                .toList(),
                        found -> !found.isEmpty())
                .get(0);
    }

    private MessageTester tester() {
        TlsFiles trusting = new TlsFiles(TestCertificates.shared().caFile(), null, null, null);
        MessageTester tester = new MessageTester(
                kafka, topics, INSTANCE, trusting, NameService.SYSTEM, producer, Clock.systemUTC(), System::nanoTime);
        tester.start();
        return tester;
    }

    private void request(String id, String instance, Instant expiresAt, SyslogSettings settings) throws Exception {
        append(id, bytes(id, instance, expiresAt, new SavedSettings(1, Instant.now(), "anna", settings).toBytes()));
    }

    private void append(String id, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topics.name(Topic.TEST_REQUESTS), id.getBytes(UTF_8), value))
                .get();
    }

    private static byte[] bytes(String id, String instance, Instant expiresAt, byte[] settings) {
        return AvroSerde.testRequests()
                .serialize(TestRequest.newBuilder()
                        .setId(id)
                        .setInstance(instance)
                        .setExpiresAt(expiresAt)
                        .setSettings(ByteBuffer.wrap(settings))
                        .build());
    }

    private static Instant inAMinute() {
        return Instant.now().plusSeconds(60);
    }

    private static SyslogSettings settings(int port, Transport transport) {
        return new SyslogSettings(
                true,
                "DC01",
                new SiemEndpoint("localhost", port),
                transport,
                SyslogFormat.RFC5424,
                Notifications.DEFAULTS,
                null,
                AdvancedSettings.defaults(transport, SyslogFormat.RFC5424));
    }

    private void remember(ConsumerRecord<byte[], byte[]> entry) {
        try {
            results.add(AvroSerde.testResults().deserialize(entry.value()));
        } catch (UndecodableRecordException e) {
            throw new AssertionError(e);
        }
    }
}
