package io.bellwire.endtoend;

import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.InstanceId;
import io.bellwire.schemas.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of the four services from the jar that is shipped, in a process of its own. */
final class ServiceProcess implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Service service;
    private final int port;
    private final Map<String, String> environment;
    private final Path log;
    private Path build;
    private PeerProcess process;

    private ServiceProcess(Service service, Path build, Map<String, String> environment, Path directory)
            throws IOException {
        this.service = service;
        this.build = build;
        port = LoopbackPorts.free(1).get(0);
        this.environment = new HashMap<>(environment);
        this.environment.put("SERVER_PORT", Integer.toString(port));
        this.environment.put("SERVER_ADDRESS", "127.0.0.1");
        log = directory.resolve(name() + "-" + port + ".log");
        process = run();
    }

    /** Starts it; {@link #awaitReady} waits for it, so that several can start at a time. */
    static ServiceProcess start(Service service, Map<String, String> environment, Path directory) throws IOException {
        return start(service, Bellwire.repository(), environment, directory);
    }

    /** The same from another build than that of this repository. */
    static ServiceProcess start(Service service, Path build, Map<String, String> environment, Path directory)
            throws IOException {
        return new ServiceProcess(service, build, environment, directory);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    URI metrics() {
        return uri().resolve("/actuator/prometheus");
    }

    /** Returns when it says that it is ready. */
    void awaitReady() throws IOException {
        HttpRequest readiness = HttpRequest.newBuilder(uri().resolve("/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            await().atMost(READY_WITHIN)
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .failFast("it ended", () -> !process.isAlive())
                    .until(() -> HTTP.send(readiness, BodyHandlers.discarding()).statusCode() == 200);
        } catch (RuntimeException e) {
            throw new IOException(name() + " did not start: " + e.getMessage() + "\n" + log(), e);
        }
    }

    /** What it printed last. */
    String log() throws IOException {
        return process.log();
    }

    void kill() throws InterruptedException {
        process.kill();
    }

    void pause() throws IOException, InterruptedException {
        process.pause();
    }

    void goOn() throws IOException, InterruptedException {
        process.goOn();
    }

    /** The same instance once more, on the same port. */
    void startAgain() throws IOException {
        process = run();
    }

    /** SIGTERM, and then the same instance from another build, on the same port. */
    void changeTo(Path otherBuild) throws IOException, InterruptedException {
        process.stop();
        build = otherBuild;
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

    private PeerProcess run() throws IOException {
        List<String> command = new ArrayList<>(PeerProcess.java());
        command.addAll(List.of("-Xmx256m", "-jar", jar().toString()));
        return PeerProcess.start(command, environment, log);
    }

    /** As {@code ./mvnw package} leaves it. */
    private Path jar() throws IOException {
        Path built = build.resolve(name()).resolve("target");
        try (var jars = Files.newDirectoryStream(built, name() + "-*-exec.jar")) {
            return jars.iterator().next();
        }
    }

    private String name() {
        return InstanceId.nameOf(service);
    }
}
