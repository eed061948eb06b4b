package io.bellwire.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.util.FileSystemUtils;

/** Kafka as its own start scripts run it, in a process of its own with its data in a directory. */
final class KafkaProcess implements Broker {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    /** Of 22 characters with the number behind it. */
    private static final String CLUSTER = "bellwire-test-cluster";

    private final Path directory;
    private final Path settings;
    private final int port;
    private PeerProcess process;
    private int rebuilt;

    private KafkaProcess(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        Iterator<Integer> ports = LoopbackPorts.free(2).iterator();
        port = ports.next();
        settings = Files.writeString(directory.resolve("server.properties"), settings(ports.next()));
        format();
        process = run();
    }

    static KafkaProcess start(Path directory) throws IOException, InterruptedException {
        return new KafkaProcess(Files.createDirectories(directory));
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.kill();
    }

    void startAgain() throws IOException {
        process = run();
    }

    /** Another cluster at the same address, with nothing in it. */
    void rebuild() throws IOException, InterruptedException {
        process.kill();
        FileSystemUtils.deleteRecursively(directory.resolve("kafka"));
        rebuilt++;
        format();
        process = run();
    }

    @Override
    public void close() {
        try {
            process.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String settings(int controllerPort) {
        return """
            process.roles=broker,controller
            node.id=1
            controller.quorum.voters=1@127.0.0.1:%d
            listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
            controller.listener.names=CONTROLLER
            log.dirs=%s
            auto.create.topics.enable=false
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions=5
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            transaction.state.log.num.partitions=5
            group.initial.rebalance.delay.ms=0
            broker.session.timeout.ms=2000
            broker.heartbeat.interval.ms=500
            log.cleaner.dedupe.buffer.size=16777216
            """.formatted(controllerPort, port, controllerPort, directory.resolve("kafka"));
    }

    private void format() throws IOException, InterruptedException {
        PeerProcess formatting = PeerProcess.start(
                java("kafka.tools.StorageTool", "format", "-t", CLUSTER + rebuilt, "-c", settings.toString()),
                Map.of(),
                log());
        try {
            awaitWhileAlive(formatting, () -> Integer.valueOf(0).equals(formatting.exitStatus()));
        } finally {
            formatting.stop();
        }
    }

    private PeerProcess run() throws IOException {
        PeerProcess started = PeerProcess.start(java("kafka.Kafka", settings.toString()), Map.of(), log());
        awaitWhileAlive(started, () -> LoopbackPorts.accepts(port));
        return started;
    }

    private void awaitWhileAlive(PeerProcess running, Callable<Boolean> done) throws IOException {
        try {
            await().atMost(READY_WITHIN).pollInterval(Duration.ofMillis(50)).until(done);
        } catch (RuntimeException e) {
            throw new IOException("Kafka did not start: " + e.getMessage() + "\n" + running.log(), e);
        }
    }

    private Path log() {
        return directory.resolve("kafka.log");
    }

    private static List<String> java(String... mainClassAndArguments) {
        return PeerProcess.java(List.of("-Xmx256m"), mainClassAndArguments);
    }
}
