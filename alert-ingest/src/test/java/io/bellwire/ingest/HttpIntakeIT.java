package io.bellwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AvroSerde;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;

@EmbeddedKafka(
        bootstrapServersProperty = "spring.kafka.bootstrap-servers",
        brokerProperties = {"min.insync.replicas=1", "offsets.topic.replication.factor=1"})
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=" + AlertIngestApplication.CONFIG_NAME,
            "bellwire.ingest-token=" + IngestClient.TOKEN,
            "bellwire.topic-prefix=it-",
            "bellwire.topic-partitions=3"
        })
class HttpIntakeIT {
    private static final String PROBLEM = "application/problem+json";
    private static final int TEN_MIB = 10 << 20;

    @Autowired
    private EmbeddedKafkaBroker kafka;

    @Autowired
    private BytesInFlight bytesInFlight;

    @LocalServerPort
    private int port;

    private IngestClient client;
    private KafkaConsumer<String, byte[]> consumer;

    @BeforeEach
    void readFromHereOn() {
        client = new IngestClient(port);
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.getBrokersAsString()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, 3)
                .mapToObj(partition -> new TopicPartition("it-alerts", partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    @AfterEach
    void nothingIsLeftBehind() {
        consumer.close();
        await().untilAsserted(() -> assertThat(bytesInFlight.bytes()).isZero());
    }

    @Test
    void acceptedAlertIsInTheTopicUnderItsId() throws Exception {
        assertAnswer(client.post(SampleRequests.full("one")), 202, "{\"accepted\":1}");

        ConsumerRecord<String, byte[]> record = taken(1).get(0);
        assertThat(record.key()).isEqualTo("one");
        assertThat(AvroSerde.alerts().deserialize(record.value()).getMessage()).startsWith("An actor");
    }

    @Test
    void versionOfTheBuildIsTheDefaultProductVersion() throws Exception {
        client.post(SampleRequests.minimal("v"));

        Alert alert = AvroSerde.alerts().deserialize(taken(1).get(0).value());
        assertThat(alert.getProductVersion()).matches("[0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?");
    }

    @Test
    void messagesOfOneAlertKeepTheirOrder() throws Exception {
        String body = IntStream.range(0, 200)
                .mapToObj(i -> SampleRequests.changed("{\"id\":\"same\",\"count\":" + i + "}"))
                .collect(Collectors.joining(",", "[", "]"));

        assertAnswer(client.post(body), 202, "{\"accepted\":200}");
        assertAnswer(client.post(SampleRequests.changed("{\"id\":\"same\",\"count\":200}")), 202, "{\"accepted\":1}");

        List<Long> counts = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : taken(201)) {
            counts.add(AvroSerde.alerts().deserialize(record.value()).getCount());
        }
        assertThat(counts)
                .isEqualTo(IntStream.rangeClosed(0, 200).mapToObj(Long::valueOf).toList());
    }

    @Test
    void linesAreAccepted() throws Exception {
        assertAnswer(client.postLines(SampleRequests.lines(50) + "\r\n"), 202, "{\"accepted\":50}");
        assertThat(taken(50)).hasSize(50);

        assertAnswer(client.postLines(""), 202, "{\"accepted\":0}");
    }

    @Test
    void oneBadAlertKeepsAllOthersOut() throws Exception {
        HttpResponse<String> answer = client.post("[" + SampleRequests.minimal("good") + ","
                + SampleRequests.changed("{\"nmae\":1}") + "," + SampleRequests.changed("{\"count\":-1}") + "]");

        assertProblem(answer, 400);
        assertThat(answer.body())
                .contains("\"errors\":[{\"index\":1,\"field\":\"nmae\",\"message\":\"is no field of an alert\"}"
                        + ",{\"index\":2,\"field\":\"count\",\"message\":\"must be an integer from 0 to");
        assertNothingTaken();
    }

    @Test
    void longListsOfFaultsAreCutAndSaySo() throws Exception {
        HttpResponse<String> answer = client.post("[" + "5,".repeat(1500) + "5]");

        assertProblem(answer, 400);
        assertThat(answer.body()).contains("1501 faults, the first 1000 are listed");
    }

    @Test
    void dryRunChecksAndAcceptsNothing() throws Exception {
        assertAnswer(client.dryRun(SampleRequests.array(3)), 200, "{\"valid\":3}");
        assertProblem(client.dryRun("{}"), 400);
        assertNothingTaken();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dryrun=true", "dryRun=maybe", "dryRun=true&x=1"})
    void misspeltDryRunIsNotARealOne(String query) throws Exception {
        var body = BodyPublishers.ofString(SampleRequests.minimal("a"));

        assertProblem(client.send(client.request("/api/v1/alerts?" + query, "application/json", body)), 400);
        assertNothingTaken();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Basic " + IngestClient.TOKEN, IngestClient.TOKEN, ""})
    void withoutTheTokenNothingIsAccepted(String authorization) throws Exception {
        var request = client.request(
                        "/api/v1/alerts", "application/json", BodyPublishers.ofString(SampleRequests.minimal("a")))
                .setHeader("Authorization", authorization);

        HttpResponse<String> answer = client.send(request);

        assertProblem(answer, 401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .get()
                .asString()
                .startsWith("Bearer realm=");
        assertNothingTaken();
    }

    @Test
    void tokenIsAskedForBeforeAnythingElse() throws Exception {
        assertProblem(client.get("/api/v1/alerts"), 401);
        assertProblem(client.get("/api"), 401);
        assertProblem(client.get("/api/nothing"), 401);
        assertProblem(client.get("/%61pi/v1/alerts"), 401);
    }

    @Test
    void bodyOf10MibIsTakenAndLargerOnesAreReadAndRefused() throws Exception {
        assertAnswer(client.post(padded(TEN_MIB)), 202, "{\"accepted\":1}");
        assertProblem(client.post(padded(TEN_MIB + 1)), 413);
        assertProblem(client.post(padded(31 << 20)), 413);

        byte[] chunked = SampleRequests.utf8(padded(31 << 20));
        assertProblem(client.post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(chunked))), 413);
        assertThat(taken(1)).hasSize(1);
    }

    @Test
    void clientThatAsksFirstNeedNotSendWhatWillBeRefused() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST /api/v1/alerts HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + IngestClient.TOKEN
                                    + "\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
                                    + "Content-Length: 20000000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void largeBodyWithoutTokenGetsItsAnswer() throws Exception {
        var body = BodyPublishers.ofString(padded(31 << 20));
        var request = client.request("/api/v1/alerts", "application/json", body).setHeader("Authorization", "x");

        assertProblem(client.send(request), 401);
    }

    @Test
    void tenThousandAlertsAreTakenAndNotOneMore() throws Exception {
        assertAnswer(client.postLines(SampleRequests.lines(10_000)), 202, "{\"accepted\":10000}");
        assertThat(taken(10_000)).hasSize(10_000);

        assertProblem(client.postLines(SampleRequests.lines(10_001)), 413);
        assertProblem(client.post(SampleRequests.array(10_001)), 413);
        assertNothingTaken();
    }

    @Test
    void alertOf64KibIsTakenAndNotOneOctetMore() throws Exception {
        assertAnswer(client.post(SampleRequests.ofSize(65_536)), 202, "{\"accepted\":1}");
        assertThat(taken(1)).hasSize(1);

        HttpResponse<String> answer = client.post("[" + SampleRequests.ofSize(65_537) + "]");
        assertProblem(answer, 413);
        assertThat(answer.body()).contains("\"index\":0");
        assertNothingTaken();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/json; charset=iso-8859-1",
                "multipart/form-data; boundary=x"
            })
    void otherTypesThanJsonAreRefused(String type) throws Exception {
        var body = BodyPublishers.ofString(SampleRequests.minimal("a"));

        assertProblem(client.send(client.request("/api/v1/alerts", type, body)), 415);
        assertNothingTaken();
    }

    @Test
    void compressedBodyIsRefused() throws Exception {
        var request = client.request("/api/v1/alerts", "application/json", BodyPublishers.ofByteArray(new byte[9]))
                .header("Content-Encoding", "gzip");

        assertProblem(client.send(request), 415);
    }

    @Test
    void charsetUtf8MayBeSaid() throws Exception {
        var body = BodyPublishers.ofString(SampleRequests.minimal("a"));

        assertThat(client.send(client.request("/api/v1/alerts", "application/json; charset=UTF-8", body))
                        .statusCode())
                .isEqualTo(202);
        assertThat(taken(1)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"text/html", "application/xml", "image/png"})
    void acceptHeaderDoesNotTurnSuccessIntoAnError(String accept) throws Exception {
        var body = BodyPublishers.ofString(SampleRequests.minimal("a"));

        assertAnswer(
                client.send(client.request("/api/v1/alerts", "application/json", body)
                        .header("Accept", accept)),
                202,
                "{\"accepted\":1}");
        assertProblem(
                client.send(client.request("/api/v1/alerts", "application/json", BodyPublishers.ofString("x"))
                        .header("Accept", accept)),
                400);
        assertThat(taken(1)).hasSize(1);
    }

    @Test
    void otherMethodsAreToldWhichOneIsAllowed() throws Exception {
        HttpResponse<String> answer =
                client.send(client.request("/api/v1/alerts", "application/json", BodyPublishers.noBody())
                        .PUT(BodyPublishers.noBody()));

        assertProblem(answer, 405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/error", "/actuator", "/actuator/env", "/actuator/metrics", "/index.html", "/favicon.ico"})
    void thereIsNothingElse(String path) throws Exception {
        assertProblem(client.get(path), 404);
    }

    @Test
    void healthAndMetricsNeedNoToken() throws Exception {
        client.post(SampleRequests.health("h"));
        client.post("{}");

        assertThat(client.get("/actuator/health").body()).contains("\"status\":\"UP\"");
        assertThat(client.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(client.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(client.get("/actuator/prometheus").body())
                .containsPattern("bellwire_alerts_received_total\\{kind=\"healthIssue\",via=\"http\"} [1-9]")
                .contains("bellwire_alerts_received_total{kind=\"securityAlert\",via=\"http\"}")
                .containsPattern("bellwire_alerts_rejected_total\\{reason=\"invalid\"} [1-9]")
                .contains("bellwire_alerts_rejected_total{reason=\"too-large\"}");
        assertThat(taken(1)).hasSize(1);
    }

    @Test
    void tooManyOctetsInFlightAreRefusedForAMoment() throws Exception {
        try (BytesInFlight.Share others = bytesInFlight.share()) {
            others.add(64 << 20);
            HttpResponse<String> answer = client.post(SampleRequests.minimal("a"));
            assertProblem(answer, 503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        }
        assertAnswer(client.post(SampleRequests.minimal("a")), 202, "{\"accepted\":1}");
        assertThat(taken(1)).hasSize(1);
    }

    @Test
    void clientThatGoesAwayLeavesNothingInFlight() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("POST /api/v1/alerts HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + IngestClient.TOKEN
                                    + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n[{\"id\":")
                            .getBytes(StandardCharsets.US_ASCII));
            await().untilAsserted(() -> assertThat(bytesInFlight.bytes()).isEqualTo(7));
        }
        await().untilAsserted(() -> assertThat(bytesInFlight.bytes()).isZero());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0001\u0002garbage\r\n\r\n",
                "GET /a b c HTTP/9\r\n\r\n",
                "GET /%2e%2f%00 HTTP/1.1\r\nHost: x\r\n\r\n"
            })
    void garbageIsABadRequestAndTellsNothingAboutTheServer(String request) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer)
                    .matches("(?s)HTTP/1.1 (400|404|505).*")
                    .doesNotContainIgnoringCase("tomcat", "exception");
        }
    }

    @Test
    void topicsAreThereBeforeTheFirstRequest() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.getBrokersAsString()))) {
            assertThat(admin.listTopics().names().get()).contains("it-alerts", "it-alerts-incoming", "it-rejected");
        }
    }

    private List<ConsumerRecord<String, byte[]>> taken(int count) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            consumer.poll(Duration.ofMillis(50)).forEach(records::add);
            assertThat(records).hasSizeGreaterThanOrEqualTo(count);
        });
        assertNothingTaken();
        return records;
    }

    /** All that was acknowledged is before the end offsets, so this needs no waiting. */
    private void assertNothingTaken() {
        consumer.endOffsets(consumer.assignment())
                .forEach((partition, end) ->
                        assertThat(consumer.position(partition)).isEqualTo(end));
    }

    private static String padded(int octets) {
        String alert = SampleRequests.minimal("padded");
        return alert + " ".repeat(octets - alert.length());
    }

    private static void assertAnswer(HttpResponse<String> answer, int status, String body) {
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    private static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(PROBLEM);
        assertThat(answer.body()).contains("\"status\":" + status).doesNotContain("io.bellwire", "springframework");
    }
}
