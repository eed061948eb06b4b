package io.bellwire.ingest;

import static io.bellwire.ingest.Answers.assertAnswer;
import static io.bellwire.ingest.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
    void bodyOf10MibIsTakenAndLargerOnesAreReadAndRefused() throws Exception {
        assertAnswer(client.post(padded(TEN_MIB)), 202, "{\"accepted\":1}");
        assertProblem(client.post(padded(TEN_MIB + 1)), 413);
        assertProblem(client.post(padded(31 << 20)), 413);

        byte[] chunked = SampleRequests.utf8(padded(31 << 20));
        assertProblem(client.post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(chunked))), 413);
        alerts.take(1);
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
        alerts.take(10_000);

        assertProblem(client.postLines(SampleRequests.lines(10_001)), 413);
        assertProblem(client.post(SampleRequests.array(10_001)), 413);
        alerts.assertNothingMore();
    }

    @Test
    void alertOf64KibIsTakenAndNotOneOctetMore() throws Exception {
        assertAnswer(client.post(SampleRequests.ofSize(65_536)), 202, "{\"accepted\":1}");
        alerts.take(1);

        HttpResponse<String> answer = client.post("[" + SampleRequests.ofSize(65_537) + "]");
        assertProblem(answer, 413);
        assertThat(answer.body()).contains("\"index\":0");
        alerts.assertNothingMore();
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
        alerts.take(1);
    }

    private static String padded(int octets) {
        String alert = SampleRequests.minimal("padded");
        return alert + " ".repeat(octets - alert.length());
    }
}
