package io.bellwire.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A real Prometheus that asks Bellwire's programs for their metrics every second. */
final class PrometheusProcess implements AutoCloseable {
    private final PeerProcess process;
    private final PrometheusClient client;

    private PrometheusProcess(PeerProcess process, URI address) {
        this.process = process;
        client = new PrometheusClient(address);
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
                .until(started.client::isReady);
        return started;
    }

    PrometheusClient client() {
        return client;
    }

    @Override
    public void close() throws InterruptedException {
        process.stop();
    }
}
