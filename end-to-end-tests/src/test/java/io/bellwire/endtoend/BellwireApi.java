package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What operators and producers do, by the public API. */
final class BellwireApi {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final Pattern REVISION = Pattern.compile("\"settingsRevision\"\\s*:\\s*(\\d+)");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build();
    private final URI portal;
    private final String admin;
    private final URI ingest;
    private final String token;

    BellwireApi(URI portal, String adminPassword, URI ingest, String token) {
        this.portal = portal;
        this.admin = "Basic "
                + Base64.getEncoder().encodeToString(("admin:" + adminPassword).getBytes(StandardCharsets.UTF_8));
        this.ingest = ingest;
        this.token = "Bearer " + token;
    }

    /** Posts the alerts as one array and returns the status. */
    int post(List<String> alerts) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(ingest.resolve("/api/v1/alerts"))
                .timeout(ANSWER_WITHIN)
                .header("Authorization", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("[" + String.join(",", alerts) + "]"))
                .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    void accept(List<String> alerts) throws IOException, InterruptedException {
        assertThat(post(alerts)).isEqualTo(202);
    }

    /** Saves the settings over whatever was saved before, and waits until the sender has taken them up. */
    void save(String settings) throws IOException, InterruptedException {
        long revision = put(settings);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(sensorsRevision()).isEqualTo(revision));
    }

    /** Saves the settings over whatever was saved before, and returns their revision. */
    long put(String settings) throws IOException, InterruptedException {
        HttpResponse<String> current = get("/api/v1/settings/syslog");
        HttpRequest.Builder request = HttpRequest.newBuilder(portal.resolve("/api/v1/settings/syslog"))
                .timeout(ANSWER_WITHIN)
                .header("Authorization", admin)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(settings));
        current.headers()
                .firstValue("ETag")
                .ifPresentOrElse(
                        revision -> request.header("If-Match", revision), () -> request.header("If-None-Match", "*"));
        HttpResponse<String> saved = http.send(request.build(), BodyHandlers.ofString());
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        return Long.parseLong(saved.headers().firstValue("ETag").orElseThrow().replace("\"", ""));
    }

    /** Has the sensor of these settings send a test message, and returns what became of it. */
    HttpResponse<String> test(String settings) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(portal.resolve("/api/v1/settings/syslog/test"))
                .timeout(ANSWER_WITHIN)
                .header("Authorization", admin)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(settings))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(portal.resolve(path))
                .timeout(ANSWER_WITHIN)
                .header("Authorization", admin)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /** A metric's value by its name and labels as Prometheus text has them; 0 when it is not there. */
    double metric(URI page, String nameAndLabels) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(page).timeout(ANSWER_WITHIN).build();
        return http.send(request, BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(nameAndLabels + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(nameAndLabels.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    private long sensorsRevision() throws IOException, InterruptedException {
        Matcher revision = REVISION.matcher(get("/api/v1/sensors").body());
        return revision.find() ? Long.parseLong(revision.group(1)) : 0;
    }
}
