package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.siem.FakeSiem;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the running whole answers is what its own OpenAPI document says, at the intake word by word. */
@Timeout(200)
class ApiContractIT {
    private static final String ALERTS = "/api/v1/alerts";
    private static final String SETTINGS = "/api/v1/settings/syslog";
    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";
    private static final String SLOW_TOKEN = "token-of-a-slow-one";
    private static final int BODY_BYTES_MAX = 10 << 20;

    private static final HttpClient http = HttpClient.newHttpClient();
    private static Bellwire bellwire;
    private static ApiContract contract;
    private static String token;
    private static String admin;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        Path tokens = Files.writeString(directory.resolve("tokens"), "slow " + SLOW_TOKEN + " 1");
        bellwire = Bellwire.start(directory, Map.of("BELLWIRE_INGEST_TOKENS_FILE", tokens.toString()));
        token = "Bearer "
                + Files.readString(bellwire.dataDirectory().resolve("ingest-token"))
                        .strip();
        String login = "admin:" + bellwire.adminPassword();
        admin = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        contract = new ApiContract(get("", "/v3/api-docs"));
    }

    @AfterAll
    static void stop() {
        if (bellwire != null) {
            bellwire.close();
        }
    }

    @Test
    void intakeAnswersTheDocumentedExamples() throws Exception {
        for (String good : List.of("one", "several")) {
            answered(202, good, post(JSON, request(JSON, good)));
        }
        answered(202, "lines", post(NDJSON, request(NDJSON, "lines")));
        answered(200, "dryRun", intake(token, "?dryRun=true", JSON, request(JSON, "one")));
        answered(400, "faulty", post(JSON, request(JSON, "faulty")));
        answered(400, "misspelt", intake(token, "?dryrun=true", JSON, request(JSON, "one")));
    }

    @Test
    void intakeRefusesAsDocumented() throws Exception {
        HttpResponse<String> missing = intake("Basic x", "", JSON, "{}");
        answered(401, "missing", missing);
        assertThat(missing.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"bellwire\"");
        answered(401, "wrong", intake("Bearer wrong", "", JSON, "{}"));
        answered(413, "body", post(JSON, " ".repeat(BODY_BYTES_MAX + 1)));
        answered(
                413,
                "count",
                post(
                        JSON,
                        IntStream.rangeClosed(0, 10_000)
                                .mapToObj(i -> "1")
                                .collect(Collectors.joining(",", "[", "]"))));
        answered(413, "alert", post(JSON, request(JSON, "one").replaceFirst("\\{", "{" + " ".repeat(64 << 10))));
        answered(415, "type", post("text/plain", "{}"));
        answered(415, "compressed", send(intakeRequest(token, "", JSON, "{}").header("Content-Encoding", "gzip")));
    }

    @Test
    void producerWithARateIsHeldToIt() throws Exception {
        HttpResponse<String> answer = intake("Bearer " + SLOW_TOKEN, "", JSON, request(JSON, "several"));
        for (int i = 0; i < 20 && answer.statusCode() == 202; i++) {
            answer = intake("Bearer " + SLOW_TOKEN, "", JSON, request(JSON, "several"));
        }

        answered(429, "rate", answer);
    }

    @Test
    void portalAnswersAsDocumented() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            String settings = SettingsJson.tcp(siem.port()).toString();
            contract.assertKept(
                    SETTINGS,
                    "put",
                    200,
                    send(portal(admin, SETTINGS)
                            .header("Content-Type", JSON)
                            .header("If-None-Match", "*")
                            .PUT(BodyPublishers.ofString(settings))));
            for (String tried : List.of("/test", "/preview")) {
                contract.assertKept(
                        SETTINGS + tried,
                        "post",
                        200,
                        send(portal(admin, SETTINGS + tried)
                                .header("Content-Type", JSON)
                                .POST(BodyPublishers.ofString(settings))));
            }
            bellwire.api().accept(List.of(AlertJson.security("found", 1)));
            siem.take(1, Duration.ofSeconds(20));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(get(admin, ALERTS + "?id=found").body()).contains("\"delivered\""));
            contract.assertKept(ALERTS, "get", 200, get(admin, ALERTS + "?id=found"));
            rejectOne();
            for (String path : List.of(
                    SETTINGS, SETTINGS + "/history", "/api/v1/sensors", "/api/v1/pipeline", "/api/v1/rejected")) {
                contract.assertKept(path, "get", 200, get(admin, path));
            }
        }
    }

    @Test
    void everyProgramTellsItsHealthAsDocumented() throws Exception {
        for (URI program :
                List.of(bellwire.portal(), bellwire.ingest(), bellwire.formatterMetrics(), bellwire.senderMetrics())) {
            for (String probe : List.of("", "/liveness", "/readiness")) {
                String path = "/actuator/health" + probe;
                contract.assertKept(path, "get", 200, send(HttpRequest.newBuilder(program.resolve(path))));
            }
        }
    }

    private static void rejectOne() throws Exception {
        bellwire.produce("{");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(get(admin, "/api/v1/rejected").body()).contains("alerts-incoming"));
    }

    private static void answered(int status, String example, HttpResponse<String> answer) {
        contract.assertAnswered(ALERTS, "post", status, example, answer);
    }

    private static String request(String type, String example) {
        return contract.request(ALERTS, "post", type, example);
    }

    private static HttpResponse<String> post(String type, String body) throws Exception {
        return intake(token, "", type, body);
    }

    private static HttpResponse<String> intake(String authorization, String query, String type, String body)
            throws Exception {
        return send(intakeRequest(authorization, query, type, body));
    }

    private static HttpRequest.Builder intakeRequest(String authorization, String query, String type, String body) {
        return HttpRequest.newBuilder(bellwire.ingest().resolve(ALERTS + query))
                .header("Authorization", authorization)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> get(String authorization, String path) throws Exception {
        return send(portal(authorization, path));
    }

    private static HttpRequest.Builder portal(String authorization, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(bellwire.portal().resolve(path));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    }
}
