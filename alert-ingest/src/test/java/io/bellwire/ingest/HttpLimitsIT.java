package io.bellwire.ingest;

import static io.bellwire.ingest.Answers.assertAnswer;
import static io.bellwire.ingest.Answers.assertProblem;
import static io.bellwire.ingest.Answers.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.test.EmbeddedKafkaBroker;

/** How much may be sent, and one more: the answers 413 and 503. */
@RunningIntake
class HttpLimitsIT {
    private static final int TEN_MIB = 10 << 20;
    private static final int READ_TO_THE_END_MAX = 32 << 20;

    @Autowired
    private EmbeddedKafkaBroker kafka;

    @Autowired
    private Topics topics;

    @Autowired
    private BytesInFlight bytesInFlight;

    @Autowired
    private FakeDisk disk;

    @LocalServerPort
    private int port;

    private IngestClient client;
    private TopicTail alerts;

    @BeforeEach
    void readFromHereOn() {
        client = new IngestClient(port);
        alerts = new TopicTail(kafka, topics, Topic.ALERTS);
    }

    @AfterEach
    void nothingIsLeftBehind() {
        alerts.close();
        await().untilAsserted(() -> assertThat(bytesInFlight.bytes()).isZero());
    }

    @Test
    void bodyOf10MibIsTakenAndNotOneOctetMore() throws Exception {
        assertAnswer(client.post(padded(TEN_MIB)), 202, "{\"accepted\":1}");
        assertAnswer(client.postLines(padded(TEN_MIB)), 202, "{\"accepted\":1}");
        assertAnswer(client.dryRun(padded(TEN_MIB)), 200, "{\"valid\":1}");
        alerts.take(2);

        assertProblem(client.post(padded(TEN_MIB + 1)), 413);
        assertProblem(client.postLines(padded(TEN_MIB + 1)), 413);
        assertProblem(client.dryRun(padded(TEN_MIB + 1)), 413);
        alerts.assertNothingMore();
    }

    @Test
    void refusedBodyOf32MibIsReadToItsEndWhetherItsLengthIsSaidOrNot() throws Exception {
        byte[] body = SampleRequests.utf8(padded(READ_TO_THE_END_MAX));
        assertProblem(client.post(BodyPublishers.ofByteArray(body)), 413);
        assertProblem(client.post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))), 413);

        var request = client.request("/api/v1/alerts", "application/json", BodyPublishers.ofByteArray(body));
        assertProblem(client.send(request.setHeader("Authorization", "x")), 401);
        alerts.assertNothingMore();
    }

    @Test
    void longerBodyIsRefusedUnread() throws Exception {
        assertThat(statusWithoutBody("Content-Length: " + (READ_TO_THE_END_MAX + 1)))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void clientThatAsksFirstNeedNotSendWhatWillBeRefused() throws Exception {
        assertThat(statusWithoutBody("Expect: 100-continue\r\nContent-Length: " + (TEN_MIB + 1)))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void tenThousandAlertsAreTakenAndNotOneMore() throws Exception {
        assertAnswer(client.postLines(SampleRequests.lines(10_000)), 202, "{\"accepted\":10000}");
        assertAnswer(client.post(SampleRequests.array(10_000)), 202, "{\"accepted\":10000}");
        assertAnswer(client.dryRun(SampleRequests.array(10_000)), 200, "{\"valid\":10000}");
        alerts.take(20_000);

        assertProblem(client.postLines(SampleRequests.lines(10_001)), 413);
        assertProblem(client.post(SampleRequests.array(10_001)), 413);
        assertProblem(client.dryRun(SampleRequests.array(10_001)), 413);
        assertProblem(client.dryRunLines(SampleRequests.lines(10_001)), 413);
        alerts.assertNothingMore();
    }

    @Test
    void alertOf64KibIsTakenAndNotOneOctetMore() throws Exception {
        assertAnswer(client.post(SampleRequests.ofSize(65_536)), 202, "{\"accepted\":1}");
        assertAnswer(client.post("[" + SampleRequests.ofSize(65_536) + "]"), 202, "{\"accepted\":1}");
        assertAnswer(client.postLines(SampleRequests.ofSize(65_536)), 202, "{\"accepted\":1}");
        assertAnswer(client.dryRun(SampleRequests.ofSize(65_536)), 200, "{\"valid\":1}");
        alerts.take(3);

        String tooLarge = SampleRequests.ofSize(65_537);
        for (HttpResponse<String> answer : List.of(
                client.post(tooLarge),
                client.post("[" + tooLarge + "]"),
                client.postLines(tooLarge),
                client.dryRun(tooLarge),
                client.dryRunLines(tooLarge))) {
            assertProblem(answer, 413);
            assertThat(answer.body()).contains("\"index\":0");
        }
        alerts.assertNothingMore();
    }

    @Test
    void octetsInFlightMayReachTheirLimitAndNotOneMore() throws Exception {
        String alert = SampleRequests.minimal("a");
        try (BytesInFlight.Share others = bytesInFlight.share()) {
            others.add((64 << 20) - alert.length());
            assertAnswer(client.post(alert), 202, "{\"accepted\":1}");

            others.add(1);
            assertUnavailable(client.post(alert), "1");
            assertUnavailable(client.postLines(alert), "1");
            assertUnavailable(client.dryRun(alert), "1");
        }
        assertAnswer(client.post(alert), 202, "{\"accepted\":1}");
        alerts.take(2);
    }

    @Test
    void nearlyFullDiskKeepsNewAlertsOutAndDisturbsNothingElse() throws Exception {
        try {
            disk.nearlyFull();
            HttpResponse<String> answer = client.post(SampleRequests.minimal("a"));
            assertUnavailable(answer, "60");
            assertThat(answer.body()).contains("The disk of Kafka is nearly full");
            assertUnavailable(client.post(SampleRequests.array(2)), "60");
            assertUnavailable(client.postLines(SampleRequests.lines(2)), "60");
            assertAnswer(client.dryRun(SampleRequests.minimal("a")), 200, "{\"valid\":1}");

            produceToKafka(SampleRequests.minimal("on-the-disk-already"));
            assertThat(alerts.takeAlerts(1)).extracting(Alert::getId).containsExactly("on-the-disk-already");
        } finally {
            disk.justEnough();
        }
        assertAnswer(client.post(SampleRequests.minimal("a")), 202, "{\"accepted\":1}");
        alerts.take(1);
    }

    private String statusWithoutBody(String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST /api/v1/alerts HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + IngestClient.TOKEN
                                    + "\r\nContent-Type: application/json\r\n" + headers + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    private void produceToKafka(String json) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.getBrokersAsString()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topics.name(Topic.ALERTS_INCOMING), SampleRequests.utf8(json)))
                    .get();
        }
    }

    private static String padded(int octets) {
        String alert = SampleRequests.minimal("padded") + "\n";
        return alert + "\n".repeat(octets - alert.length());
    }
}
