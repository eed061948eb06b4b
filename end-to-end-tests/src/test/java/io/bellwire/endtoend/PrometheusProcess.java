package io.bellwire.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus that asks Bellwire's programs for their metrics every second. */
final class PrometheusProcess implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final PeerProcess process;
    private final URI address;

    private PrometheusProcess(PeerProcess process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** @param programs whose metrics it asks for */
    static PrometheusProcess start(Path directory, List<URI> programs, Path rules) throws IOException {
        Path program = Peers.require("prometheus");
        Path configuration = directory.resolve("prometheus.yml");
        Files.writeString(configuration, """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ['%s']
                scrape_configs:
                  - job_name: bellwire
                    metrics_path: /actuator/prometheus
                    static_configs:
                      - targets: [%s]
                """.formatted(
                rules,
                programs.stream().map(one -> "'" + one.getAuthority() + "'").collect(Collectors.joining(", "))));
        URI address = URI.create("http://127.0.0.1:" + LoopbackPorts.free(1).get(0));
        PeerProcess process = PeerProcess.start(
                List.of(
                        program.toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + directory.resolve("tsdb"),
                        "--web.listen-address=" + address.getAuthority()),
                Map.of(),
                directory.resolve("prometheus.log"));
        PrometheusProcess started = new PrometheusProcess(process, address);
        await().atMost(Duration.ofSeconds(60))
                .failFast("it ended: " + directory, () -> !process.isAlive())
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> started.get("/-/ready").statusCode == 200);
        return started;
    }

    /** The answer's samples or series to a query of the dashboards. */
    JsonNode query(String expression) throws IOException, InterruptedException {
        return data("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result");
    }

    JsonNode rules() throws IOException, InterruptedException {
        return data("/api/v1/rules").path("groups");
    }

    @Override
    public void close() throws InterruptedException {
        process.stop();
    }

    private record Answer(int statusCode, String body) {}

    private JsonNode data(String path) throws IOException, InterruptedException {
        Answer answer = get(path);
        JsonNode told = JsonMapper.shared().readTree(answer.body);
        if (!"success".equals(told.path("status").asString(""))) {
            throw new IOException(path + ": " + answer.body);
        }
        return told.path("data");
    }

    private Answer get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .build();
        var response = HTTP.send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }
}
