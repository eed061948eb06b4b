package io.bellwire.config;

import static io.bellwire.config.RunningPortal.ADMIN;
import static io.bellwire.config.RunningPortal.SETTINGS;
import static io.bellwire.config.RunningPortal.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.config.messagetest.MessageTest;
import io.bellwire.config.messagetest.MessageTests;
import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.Heartbeat;
import io.bellwire.schemas.InstanceId;
import io.bellwire.schemas.InstanceState;
import io.bellwire.schemas.Service;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.TestRequest;
import io.bellwire.schemas.TestResult;
import io.bellwire.schemas.TestStep;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.TopicFollower;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.Transport;
import io.bellwire.schemas.UndecodableRecordException;
import io.bellwire.settings.AdvancedSettings;
import io.bellwire.settings.Notifications;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.settings.SyslogSettings;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Test messages over HTTP and for the page; the sensors are made of heartbeats, and this test answers for them. */
class MessageTestIT {
    private static final String TEST = SETTINGS + "/test";
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final Duration CLOCK_AHEAD = Duration.ofHours(3);
    private static final List<TestStep> STEPS = List.of(
            new TestStep("resolve", true, "siem is 10.0.0.1", 2L),
            new TestStep("send", true, "412 octets", 1L),
            new TestStep("observe", true, "nothing came back within 3 s", 3000L));

    private static final List<TestRequest> requests = new CopyOnWriteArrayList<>();
    private static final List<AutoCloseable> toClose = new ArrayList<>();
    private static TestBroker broker;
    private static Topics topics;
    private static RunningPortal portal;
    private static RunningPortal replica;
    private static KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    static void start() {
        broker = closing(TestBroker.start());
        topics = broker.create("", Topic.TEST_REQUESTS, Topic.TEST_RESULTS);
        producer = closing(new KafkaProducer<>(broker.kafka(), new ByteArraySerializer(), new ByteArraySerializer()));
        for (String sensor : List.of("SILENT", "STUCK", "LATE")) {
            closing(broker.sensor("", sensor, InstanceState.STANDING_BY));
        }
        closing(replicaOfAnswering("dc01-a", InstanceState.STANDING_BY));
        closing(replicaOfAnswering("dc01-b", InstanceState.DELIVERING));
        closing(replicaOfAnswering("dc01-c", InstanceState.STANDING_BY));
        TopicFollower sensors =
                closing(new TopicFollower(broker.kafka(), topics.name(Topic.TEST_REQUESTS), MessageTestIT::answer));
        sensors.start(WITHIN);
        portal = closing(RunningPortal.start(broker.address(), ""));
        replica = closing(RunningPortal.start(broker.address(), ""));
    }

    @AfterAll
    static void stop() throws Exception {
        for (int i = toClose.size() - 1; i >= 0; i--) {
            toClose.get(i).close();
        }
    }

    @BeforeEach
    void awaitSensors() {
        for (RunningPortal each : List.of(portal, replica)) {
            await().atMost(WITHIN)
                    .untilAsserted(
                            () -> assertThat(each.get(ADMIN, "/api/v1/sensors").body())
                                    .contains("\"SILENT\"", "\"STUCK\"", "\"LATE\"")
                                    .contains("{\"name\":\"DC01\",\"replicas\":3"));
        }
    }

    @Test
    void tellsWhatBecameOfTheMessage() {
        HttpResponse<String> answer = post(ADMIN, body("DC01"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("""
                {"delivered":false,"sensor":"DC01","address":"10.0.0.1:514","message":"<38>1 test",\
                "marker":"bellwire-test-3f9a2c81","verdict":"UDP cannot tell.","steps":[\
                {"step":"resolve","ok":true,"detail":"siem is 10.0.0.1","millis":2},\
                {"step":"send","ok":true,"detail":"412 octets","millis":1},\
                {"step":"observe","ok":true,"detail":"nothing came back within 3 s","millis":3000}]}""");
        assertThat(portal.get(ADMIN, SETTINGS).statusCode())
                .as("nothing is saved")
                .isEqualTo(404);
    }

    @Test
    void asksTheInstanceThatDeliversAndByItsOwnClock() throws Exception {
        Instant before = Instant.now();
        post(ADMIN, body("DC01"));

        TestRequest request = requests.stream()
                .filter(asked -> asked.getInstance().startsWith("dc01"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        assertThat(request.getInstance()).isEqualTo("dc01-b");
        assertThat(request.getExpiresAt())
                .isBetween(
                        before.plus(CLOCK_AHEAD).plusSeconds(13),
                        Instant.now().plus(CLOCK_AHEAD).plusSeconds(17));
        byte[] settings = new byte[request.getSettings().remaining()];
        request.getSettings().duplicate().get(settings);
        SavedSettings saved = SavedSettings.fromBytes(settings);
        assertThat(saved.savedBy()).isEqualTo("admin");
        assertThat(saved.settings()).isEqualTo(settings("DC01"));
    }

    @Test
    void refusesWhatIsNotMeantForIt() {
        assertProblem(post(ADMIN, body("DC99")), 404, "Sensor 'DC99' was never heard of");
        HttpResponse<String> faults =
                post(ADMIN, "{\"sensor\":\"DC99\",\"endpoint\":{\"host\":\"\",\"port\":0},\"x\":1}");
        assertProblem(faults, 400, "These settings cannot work");
        assertThat(faults.body())
                .contains("endpoint.host", "endpoint.port", "\"x\"")
                .doesNotContain("DC99");
        assertProblem(post(ADMIN, body("no sensor name!")), 400, "These settings cannot work");
        assertProblem(post(ADMIN, "{\"endpoint\":{\"host\":\"siem\"}}"), 400, "These settings cannot work");
        assertProblem(post(ADMIN, " ".repeat(65_537)), 413, "Settings of more than 65536 octets");
        assertProblem(post(VIEWER, body("DC01")), 403, "This user may look");
        assertProblem(post("", body("DC01")), 401, "Sign in");
        assertProblem(portal.send("POST", ADMIN, TEST, body("DC01")), 415, "Send the body as application/json.");
        assertProblem(portal.get(ADMIN, TEST), 405, "This address does not take that method.");
    }

    @Test
    void aSensorThatIsOfflineIsToldAtOnce() {
        Heartbeat gone = broker.sensor("", "GONE", InstanceState.STANDING_BY);
        await().atMost(WITHIN)
                .untilAsserted(() ->
                        assertThat(portal.get(ADMIN, "/api/v1/sensors").body()).contains("\"GONE\""));
        gone.close();
        await().atMost(WITHIN)
                .untilAsserted(
                        () -> assertThat(portal.get(ADMIN, "/api/v1/sensors").body())
                                .containsPattern("\"GONE\",\"replicas\":0"));

        assertProblem(post(ADMIN, body("GONE")), 504, "Sensor GONE is offline, it was last heard of at ");
    }

    /** Three at a time, since each takes 15 seconds. */
    @Test
    void sensorsThatDoNotAnswerInTimeAreToldApart() {
        MessageTests page = portal.part(MessageTests.class);
        String late = page.begin(settings("LATE"), "admin");
        CompletableFuture<HttpResponse<String>> silent =
                CompletableFuture.supplyAsync(() -> post(ADMIN, body("SILENT")));
        CompletableFuture<HttpResponse<String>> stuck = CompletableFuture.supplyAsync(() -> post(ADMIN, body("STUCK")));

        assertProblem(
                silent.join(), 504, "Sensor SILENT (instance SILENT-8083) is online but did not answer within 15 s");
        assertProblem(
                stuck.join(),
                504,
                "Sensor STUCK (instance STUCK-8083) began, but did not finish within 15 s: it was heard of last at the"
                        + " step 'observe', and is online");
        MessageTest overdue = page.find(late).orElseThrow();
        assertThat(overdue.state()).isEqualTo(MessageTest.State.OVERDUE);
        assertThat(overdue.trouble()).contains("'send'");

        send(result(late).setSteps(STEPS).setFinished(true).setVerdict("UDP cannot tell."));

        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(page.find(late)).hasValueSatisfying(test -> {
                    assertThat(test.state()).isEqualTo(MessageTest.State.FINISHED);
                    assertThat(test.trouble()).startsWith("Sensor LATE answered late, after 1");
                    assertThat(test.verdict()).isEqualTo("UDP cannot tell.");
                }));
    }

    @Test
    void anyReplicaTellsThePageHowFarATestIs() {
        MessageTests other = replica.part(MessageTests.class);
        String id = portal.part(MessageTests.class).begin(settings("STUCK"), "admin");

        assertThat(portal.part(MessageTests.class).find(id)).isPresent();
        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(other.find(id)).hasValueSatisfying(test -> {
                    assertThat(test.state()).isEqualTo(MessageTest.State.RUNNING);
                    assertThat(test.sensor()).isEqualTo("STUCK");
                    assertThat(test.steps()).extracting(MessageTest.Step::step).containsExactly("resolve", "send");
                    assertThat(test.currentStep()).isEqualTo("observe");
                    assertThat(test.trouble()).isNull();
                }));

        send(result(id).setSteps(STEPS).setFinished(true).setVerdict("UDP cannot tell."));

        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(other.find(id)).hasValueSatisfying(test -> {
                    assertThat(test.state()).isEqualTo(MessageTest.State.FINISHED);
                    assertThat(test.steps()).hasSize(3);
                    assertThat(test.currentStep()).isNull();
                    assertThat(test.verdict()).isEqualTo("UDP cannot tell.");
                }));
        assertThat(other.find("unknown")).isEmpty();
    }

    /** What the sensors do. */
    private static void answer(ConsumerRecord<byte[], byte[]> entry) {
        TestRequest request;
        try {
            request = AvroSerde.testRequests().deserialize(entry.value());
        } catch (UndecodableRecordException e) {
            throw new AssertionError(e);
        }
        requests.add(request);
        String id = request.getId();
        switch (request.getInstance()) {
            case "STUCK-8083" -> {
                send(result(id).setSteps(STEPS.subList(0, 1)));
                send(result(id).setSteps(STEPS.subList(0, 2)));
            }
            case "LATE-8083" -> send(result(id).setSteps(STEPS.subList(0, 1)));
            case "dc01-b" -> {
                send(result(id).setSteps(STEPS.subList(0, 1)));
                send(result(id)
                        .setSteps(STEPS)
                        .setFinished(true)
                        .setAddress("10.0.0.1:514")
                        .setMessage("<38>1 test")
                        .setMarker("bellwire-test-3f9a2c81")
                        .setVerdict("UDP cannot tell."));
            }
            default -> {}
        }
    }

    private static TestResult.Builder result(String id) {
        return TestResult.newBuilder().setId(id).setInstance("any");
    }

    private static void send(TestResult.Builder result) {
        TestResult built = result.build();
        producer.send(new ProducerRecord<>(
                topics.name(Topic.TEST_RESULTS),
                built.getId().getBytes(StandardCharsets.UTF_8),
                AvroSerde.testResults().serialize(built)));
        producer.flush();
    }

    /** One of three of the sensor DC01, whose clock goes wrong. */
    private static Heartbeat replicaOfAnswering(String name, InstanceState state) {
        Heartbeat heartbeat = new Heartbeat(
                broker.kafka(),
                broker.create("", Topic.INSTANCES),
                new InstanceId(Service.SYSLOG_SENDER, name),
                Clock.offset(Clock.system(ZoneOffset.UTC), CLOCK_AHEAD),
                status -> status.setSensor("DC01").setState(state));
        heartbeat.start();
        return heartbeat;
    }

    private static HttpResponse<String> post(String login, String body) {
        return portal.send("POST", login, TEST, body, "Content-Type", "application/json");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains(detail);
    }

    private static String body(String sensor) {
        return "{\"sensor\":\"" + sensor + "\",\"endpoint\":{\"host\":\"siem\"}}";
    }

    private static SyslogSettings settings(String sensor) {
        return new SyslogSettings(
                true,
                sensor,
                new SiemEndpoint("siem", 514),
                Transport.UDP,
                SyslogFormat.RFC5424,
                Notifications.DEFAULTS,
                null,
                AdvancedSettings.defaults(Transport.UDP, SyslogFormat.RFC5424));
    }

    private static <T extends AutoCloseable> T closing(T part) {
        toClose.add(part);
        return part;
    }
}
