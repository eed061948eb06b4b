package io.bellwire.benchmarks.pipeline;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Kafka in a process of its own, with its data in a directory that it finds empty and the heap of its own start script. */
final class BrokerProcess implements AutoCloseable {
    private static final String CLUSTER = "bellwire-benchmark-00";
    private static final int SECONDS_TO_START = 60;

    private final int port;
    private final MeasuredProcess process;

    private BrokerProcess(Path directory) throws IOException, InterruptedException {
        port = freePort();
        Path settings =
                Files.writeString(directory.resolve("server.properties"), settings(directory, port, freePort()));
        List<String> format = MeasuredProcess.java(
                List.of("-Xmx256m"), "kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", settings);
        MeasuredProcess.start("broker-format", directory, Map.of(), format)
                .awaitSuccess(Duration.ofSeconds(SECONDS_TO_START));
        process = MeasuredProcess.start(
                "broker",
                directory,
                Map.of(),
                MeasuredProcess.java(List.of("-Xms1g", "-Xmx1g"), "kafka.Kafka", settings));
        awaitListening();
    }

    static BrokerProcess start(Path directory) throws IOException, InterruptedException {
        return new BrokerProcess(directory);
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    MeasuredProcess process() {
        return process;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String settings(Path directory, int port, int controllerPort) {
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
            """.formatted(controllerPort, port, controllerPort, directory.resolve("kafka"));
    }

    private void awaitListening() throws IOException, InterruptedException {
        for (int second = 0; second < SECONDS_TO_START && process.isAlive(); second++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                TimeUnit.SECONDS.sleep(1);
            }
        }
        throw new IOException("the broker did not start: see its log");
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
