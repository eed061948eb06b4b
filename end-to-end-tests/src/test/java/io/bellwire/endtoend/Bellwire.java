package io.bellwire.endtoend;

import static org.awaitility.Awaitility.await;

import io.bellwire.siem.TestCertificates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The standalone in a process of its own, as a user runs it: on free ports, with its data in the directory it was given.
 * Started again with {@link #startAgain} it goes on with the same data.
 */
final class Bellwire implements Deployment {
    static final String SENSOR = "DC01";
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);

    private final Path directory;
    private List<String> command;
    private final Map<String, String> environment = new HashMap<>();
    private final int portalPort;
    private final int ingestPort;
    private final int formatterPort;
    private final int senderPort;
    private final int kafkaPort;
    private PeerProcess process;

    private Bellwire(Path directory, List<String> command, Map<String, String> extra) throws IOException {
        this.directory = directory;
        this.command = command;
        Iterator<Integer> ports = LoopbackPorts.free(5).iterator();
        portalPort = ports.next();
        ingestPort = ports.next();
        formatterPort = ports.next();
        senderPort = ports.next();
        kafkaPort = ports.next();
        environment.put("BELLWIRE_DATA_DIR", dataDirectory().toString());
        environment.put("BELLWIRE_PORTAL_PORT", Integer.toString(portalPort));
        environment.put("BELLWIRE_INGEST_PORT", Integer.toString(ingestPort));
        environment.put("BELLWIRE_FORMATTER_PORT", Integer.toString(formatterPort));
        environment.put("BELLWIRE_SENDER_PORT", Integer.toString(senderPort));
        environment.put("BELLWIRE_KAFKA_PORT", Integer.toString(kafkaPort));
        environment.put("BELLWIRE_SENSOR_NAME", SENSOR);
        environment.put(
                "BELLWIRE_SIEM_CA_FILE", TestCertificates.shared().caFile().toString());
        environment.putAll(extra);
        process = start();
    }

    /** Starts the classes under test and returns when they say that they are ready. */
    static Bellwire start(Path directory) throws IOException {
        return start(directory, Map.of());
    }

    static Bellwire start(Path directory, Map<String, String> environment) throws IOException {
        return new Bellwire(directory, javaCommand(), environment);
    }

    /** The same with the demo's own receiver and sample alerts. */
    static Bellwire startDemo(Path directory) throws IOException {
        List<String> command = new ArrayList<>(javaCommand());
        command.add("demo");
        return new Bellwire(
                directory,
                command,
                Map.of(
                        "BELLWIRE_DEMO_RECEIVER_PORT",
                        Integer.toString(LoopbackPorts.free(1).get(0))));
    }

    /** The same by the start script in the root of the repository. */
    static Bellwire startByScript(Path directory, Map<String, String> environment) throws IOException {
        Path script = repository().resolve("bellwire");
        return new Bellwire(directory, List.of(script.toString()), environment);
    }

    /** The same from an earlier build. */
    static Bellwire startEarlier(Path directory, Path build) throws IOException {
        return new Bellwire(directory, javaCommand(build), Map.of());
    }

    static Path repository() {
        return Repository.file("");
    }

    Path dataDirectory() {
        return directory.resolve("data");
    }

    @Override
    public BellwireApi api() throws IOException {
        return new BellwireApi(
                uri(portalPort),
                adminPassword(),
                uri(ingestPort),
                Files.readString(dataDirectory().resolve("ingest-token")).strip());
    }

    String adminPassword() throws IOException {
        return Files.readString(dataDirectory().resolve("admin-password")).strip();
    }

    URI portal() {
        return uri(portalPort);
    }

    URI ingest() {
        return uri(ingestPort);
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    /** Puts this to the topic of outside producers, as it is. */
    void produce(String text) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers()), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("alerts-incoming", text)).get();
        }
    }

    @Override
    public URI formatterMetrics() {
        return uri(formatterPort).resolve("/actuator/prometheus");
    }

    @Override
    public URI senderMetrics() {
        return uri(senderPort).resolve("/actuator/prometheus");
    }

    /** What it printed last. */
    String log() throws IOException {
        return process.log();
    }

    /** SIGKILL: everything that it had in memory is lost. */
    void kill() throws InterruptedException {
        process.kill();
    }

    /** SIGTERM, as Ctrl-C or a container runtime sends it. */
    void stop() throws InterruptedException {
        process.stop();
    }

    void startAgain() throws IOException {
        process = start();
    }

    /** Stops it and starts the classes under test on its data. */
    void changeToThisBuild() throws IOException, InterruptedException {
        changeTo(javaCommand());
    }

    /** Stops it and starts an earlier build on its data. */
    void changeToEarlier(Path build) throws IOException, InterruptedException {
        changeTo(javaCommand(build));
    }

    @Override
    public void close() {
        try {
            process.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void changeTo(List<String> otherCommand) throws IOException, InterruptedException {
        stop();
        command = otherCommand;
        process = start();
    }

    private PeerProcess start() throws IOException {
        Path log = directory.resolve("bellwire.log");
        Files.deleteIfExists(log);
        PeerProcess started = PeerProcess.start(command, environment, log);
        try {
            await().atMost(READY_WITHIN)
                    .pollInterval(Duration.ofMillis(50))
                    .failFast("it ended", () -> !started.isAlive())
                    .until(() -> Files.readString(log).contains("Ctrl-C stops it"));
            return started;
        } catch (RuntimeException e) {
            throw new IOException("Bellwire did not start: " + e.getMessage() + "\n" + started.log(), e);
        }
    }

    private static List<String> javaCommand() {
        return PeerProcess.java(List.of("-Xmx512m"), "io.bellwire.standalone.Standalone");
    }

    private static List<String> javaCommand(Path build) {
        List<String> command = new ArrayList<>(PeerProcess.java());
        Path jar = build.resolve("standalone").resolve("target").resolve("bellwire.jar");
        command.addAll(List.of("-Xmx512m", "-jar", jar.toString()));
        return command;
    }

    private static URI uri(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
