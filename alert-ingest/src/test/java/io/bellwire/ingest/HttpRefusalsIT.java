package io.bellwire.ingest;

import static io.bellwire.ingest.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.test.EmbeddedKafkaBroker;

/** Every answer but 413 and 503 that takes nothing in. */
@RunningIntake
class HttpRefusalsIT {
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
    void oneBadAlertKeepsAllOthersOut() throws Exception {
        String unknown = SampleRequests.changed("{\"nmae\":1}");
        String tooSmall = SampleRequests.changed("{\"count\":-1}");
        for (HttpResponse<String> answer : List.of(
                client.post("[" + SampleRequests.minimal("good") + "," + unknown + "," + tooSmall + "]"),
                client.postLines(SampleRequests.minimal("good") + "\n" + unknown + "\n" + tooSmall),
                client.dryRun("[" + SampleRequests.minimal("good") + "," + unknown + "," + tooSmall + "]"),
                client.dryRunLines(SampleRequests.minimal("good") + "\n" + unknown + "\n" + tooSmall))) {
            assertProblem(answer, 400);
            assertThat(answer.body())
                    .contains("\"errors\":[{\"index\":1,\"field\":\"nmae\",\"message\":\"is no field of an alert\"}"
                            + ",{\"index\":2,\"field\":\"count\",\"message\":\"must be an integer from 0 to");
        }
        alerts.assertNothingMore();
    }

    @Test
    void oneBadAlertByItselfHasIndex0() throws Exception {
        for (HttpResponse<String> answer : List.of(client.post("{}"), client.dryRun("{}"))) {
            assertProblem(answer, 400);
            assertThat(answer.body()).contains("\"index\":0,\"field\":\"id\",\"message\":\"is required\"");
        }
        alerts.assertNothingMore();
    }

    @Test
    void longListsOfFaultsAreCutAndSaySo() throws Exception {
        HttpResponse<String> answer = client.post("[" + "5,".repeat(1500) + "5]");

        assertProblem(answer, 400);
        assertThat(answer.body()).contains("1501 faults, the first 1000 are listed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dryrun=true", "dryRun=maybe", "dryRun=true&x=1"})
    void misspeltDryRunIsNotARealOne(String query) throws Exception {
        var body = BodyPublishers.ofString(SampleRequests.minimal("a"));

        assertProblem(client.send(client.request("/api/v1/alerts?" + query, "application/json", body)), 400);
        alerts.assertNothingMore();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Basic " + IngestClient.TOKEN, IngestClient.TOKEN, ""})
    void withoutTheTokenNothingIsAccepted(String authorization) throws Exception {
        var request = client.request(
                        "/api/v1/alerts", "application/json", BodyPublishers.ofString(SampleRequests.minimal("a")))
                .setHeader("Authorization", authorization);

        HttpResponse<String> answer = client.send(request);
        HttpRequest.Builder dryRun =
                request.copy().uri(URI.create(request.build().uri() + "?dryRun=true"));

        assertProblem(client.send(dryRun), 401);
        assertProblem(answer, 401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .get()
                .asString()
                .startsWith("Bearer realm=");
        alerts.assertNothingMore();
    }

    @Test
    void tokenIsAskedForBeforeAnythingElse() throws Exception {
        assertProblem(client.get("/api/v1/alerts"), 401);
        assertProblem(client.get("/api"), 401);
        assertProblem(client.get("/api/nothing"), 401);
        assertProblem(client.get("/%61pi/v1/alerts"), 401);
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
        assertProblem(client.send(client.request("/api/v1/alerts?dryRun=true", type, body)), 415);
        alerts.assertNothingMore();
    }

    @Test
    void bodyWithoutATypeIsRefused() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST /api/v1/alerts HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + IngestClient.TOKEN
                                    + "\r\nConnection: close\r\nContent-Length: 2\r\n\r\n[]")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 415 ");
        }
    }

    @Test
    void compressedBodyIsRefused() throws Exception {
        var request = client.request("/api/v1/alerts", "application/json", BodyPublishers.ofByteArray(new byte[9]))
                .header("Content-Encoding", "gzip");

        assertProblem(client.send(request), 415);
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
}
