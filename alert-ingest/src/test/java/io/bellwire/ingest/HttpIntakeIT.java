package io.bellwire.ingest;

import static io.bellwire.ingest.Answers.assertAnswer;
import static io.bellwire.ingest.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.test.EmbeddedKafkaBroker;

@RunningIntake
class HttpIntakeIT {
    @Autowired
    private EmbeddedKafkaBroker kafka;

    @Autowired
    private Topics topics;

    @Autowired
    private BytesInFlight bytesInFlight;

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
    void acceptedAlertIsInTheTopicUnderItsId() throws Exception {
        assertAnswer(client.post(SampleRequests.full("one")), 202, "{\"accepted\":1}");

        assertThat(alerts.takeAlerts(1)).singleElement().satisfies(alert -> {
            assertThat(alert.getId()).isEqualTo("one");
            assertThat(alert.getMessage()).startsWith("An actor");
        });
    }

    @Test
    void versionOfTheBuildIsTheDefaultProductVersion() throws Exception {
        client.post(SampleRequests.minimal("v"));

        assertThat(alerts.takeAlerts(1).get(0).getProductVersion()).matches("[0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?");
    }

    @Test
    void messagesOfOneAlertKeepTheirOrder() throws Exception {
        String body = IntStream.range(0, 200)
                .mapToObj(i -> SampleRequests.changed("{\"id\":\"same\",\"count\":" + i + "}"))
                .collect(Collectors.joining(",", "[", "]"));

        assertAnswer(client.post(body), 202, "{\"accepted\":200}");
        assertAnswer(client.post(SampleRequests.changed("{\"id\":\"same\",\"count\":200}")), 202, "{\"accepted\":1}");

        assertThat(alerts.takeAlerts(201))
                .extracting(Alert::getCount)
                .isEqualTo(LongStream.rangeClosed(0, 200).boxed().toList());
    }

    @Test
    void linesAreAccepted() throws Exception {
        assertAnswer(client.postLines(SampleRequests.lines(50) + "\r\n"), 202, "{\"accepted\":50}");
        alerts.take(50);

        assertAnswer(client.postLines(""), 202, "{\"accepted\":0}");
    }

    @Test
    void dryRunChecksAndAcceptsNothing() throws Exception {
        assertAnswer(client.dryRun(SampleRequests.array(3)), 200, "{\"valid\":3}");
        assertProblem(client.dryRun("{}"), 400);
        alerts.assertNothingMore();
    }

    @Test
    void charsetUtf8MayBeSaid() throws Exception {
        var body = BodyPublishers.ofString(SampleRequests.minimal("a"));

        assertThat(client.send(client.request("/api/v1/alerts", "application/json; charset=UTF-8", body))
                        .statusCode())
                .isEqualTo(202);
        alerts.take(1);
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
        alerts.take(1);
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
}
