package io.bellwire.benchmarks.sender;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Kafka in a process of its own, with its data in a directory that it finds empty. */
final class BrokerProcess implements AutoCloseable {
    private static final String CLUSTER = "bellwire-benchmark-00";
    private static final int SECONDS_TO_START = 60;

    private final int port;
    private final Process process;

    private BrokerProcess(Path directory) throws IOException, InterruptedException {
        port = freePort();
        Path settings =
                Files.writeString(directory.resolve("server.properties"), settings(directory, port, freePort()));
        int formatted = java(directory, "kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", settings.toString())
                .waitFor();
        if (formatted != 0) {
            throw new IOException("storage was not formatted: see " + log(directory));
        }
        process = java(directory, "kafka.Kafka", settings.toString());
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        awaitListening(directory);
    }

    static BrokerProcess start(Path directory) throws IOException, InterruptedException {
        return new BrokerProcess(directory);
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
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
            group.initial.rebalance.delay.ms=0
            """.formatted(controllerPort, port, controllerPort, directory.resolve("kafka"));
    }

    private static Process java(Path directory, String... mainClassAndArguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(mainClassAndArguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(directory).toFile()))
                .start();
    }

    private static Path log(Path directory) {
        return directory.resolve("broker.log");
    }

    private void awaitListening(Path directory) throws IOException, InterruptedException {
        for (int second = 0; second < SECONDS_TO_START && process.isAlive(); second++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                TimeUnit.SECONDS.sleep(1);
            }
        }
        throw new IOException("the broker did not start: see " + log(directory));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
