package io.bellwire.benchmarks.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bellwire.benchmarks.alerts.RecordForm;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Transport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code ./bellwire}, with its own broker, on data of its own. Its alerts wait for its settings. */
record StandaloneBellwire(String name, Transport transport) implements Contender {
    private static final String ADMIN_PASSWORD = "benchmark";
    /** The start script may have to build first. */
    private static final Duration READY_WITHIN = Duration.ofMinutes(15);

    @Override
    public Optional<RecordForm> input() {
        return Optional.empty();
    }

    @Override
    public Attempt start(Bench bench, long waiting) throws Exception {
        ReceiverProcess receiver = bench.receiver(transport);
        Path data = Files.createDirectories(bench.directory().resolve(name + "-" + System.nanoTime()));
        int portalPort = BrokerProcess.freePort();
        int kafkaPort = BrokerProcess.freePort();
        Map<String, String> environment = new HashMap<>(Map.of(
                "BELLWIRE_DATA_DIR", data.toString(),
                "BELLWIRE_PORTAL_PORT", Integer.toString(portalPort),
                "BELLWIRE_INGEST_PORT", Integer.toString(BrokerProcess.freePort()),
                "BELLWIRE_FORMATTER_PORT", Integer.toString(BrokerProcess.freePort()),
                "BELLWIRE_SENDER_PORT", Integer.toString(BrokerProcess.freePort()),
                "BELLWIRE_KAFKA_PORT", Integer.toString(kafkaPort),
                "BELLWIRE_SENSOR_NAME", Bench.SENSOR,
                "BELLWIRE_ADMIN_PASSWORD", ADMIN_PASSWORD,
                "BELLWIRE_TOPIC_PARTITIONS", Integer.toString(bench.cluster().partitions())));
        environment.putAll(receiver.trust());
        MeasuredProcess bellwire = bench.start(
                "standalone",
                environment,
                List.of(Path.of("bellwire").toAbsolutePath().toString()));
        bellwire.awaitPrinted("Ctrl-C stops it", READY_WITHIN);
        Cluster cluster = new Cluster("127.0.0.1:" + kafkaPort, bench.cluster().partitions());
        bench.fill(cluster, cluster.name(Topic.ALERTS), RecordForm.ALERT, waiting);
        return new Running(bellwire, cluster, data, receiver, () -> save(portalPort, receiver.port()));
    }

    private void save(int portalPort, int receiverPort) throws IOException, InterruptedException {
        String settings =
                """
                {"enabled": true, "sensor": "%s", "endpoint": {"host": "127.0.0.1", "port": %d}, "transport": "%s",
                 "format": "rfc5424", "advanced": {"framing": "octet-counting"},
                 "notifications": {"newSecurityAlerts": true, "updatedSecurityAlerts": true, "newHealthIssues": true}}
                """.formatted(Bench.SENSOR, receiverPort, transport.name().toLowerCase(Locale.ROOT));
        String admin = Base64.getEncoder().encodeToString(("admin:" + ADMIN_PASSWORD).getBytes(UTF_8));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + portalPort + "/api/v1/settings/syslog"))
                .header("Authorization", "Basic " + admin)
                .header("Content-Type", "application/json")
                .header("If-None-Match", "*")
                .PUT(BodyPublishers.ofString(settings))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("settings were not saved: " + answer.body());
        }
    }

    private interface Saving {
        void save() throws IOException, InterruptedException;
    }

    private record Running(
            MeasuredProcess bellwire, Cluster cluster, Path data, ReceiverProcess receiver, Saving settings)
            implements Attempt {
        /** Its start, and what its broker did while alerts came to wait, is not what is measured. */
        @Override
        public void flow() throws Exception {
            bellwire.measureFromNow();
            settings.save();
        }

        @Override
        public List<MeasuredProcess> processes() {
            return List.of(bellwire, receiver.process());
        }

        @Override
        public Progress progress() {
            return new ReceivedProgress(receiver.arrivals());
        }

        @Override
        public String topic() {
            return cluster.name(Topic.ALERTS);
        }

        @Override
        public void awaitReady() throws Exception {
            cluster.awaitReaders(Services.SENDER_GROUP);
            cluster.awaitReaders(Services.FORMATTER_GROUP);
        }

        @Override
        public void close() throws Exception {
            cluster.close();
            bellwire.close();
            Bench.delete(data);
        }
    }
}
