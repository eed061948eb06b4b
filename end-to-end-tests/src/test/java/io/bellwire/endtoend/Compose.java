package io.bellwire.endtoend;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/** The project's docker-compose.yml, run by Docker under a name of its own, with the jars of this build. */
final class Compose implements AutoCloseable {
    /** The images' tag, another one for each working copy on this machine. */
    static final String VERSION =
            "test-" + Integer.toHexString(Bellwire.repository().toString().hashCode());

    private static final int MINUTES_MAX = 5;
    private static final int OUTPUT_CHARACTERS_SHOWN = 4_000;

    /** Images made of this machine's own programs, where no registry can be reached. */
    private static final @Nullable String JAVA_IMAGE = System.getenv("BELLWIRE_JAVA_IMAGE");

    private static final @Nullable String JRE_IMAGE = System.getenv("BELLWIRE_JRE_IMAGE");

    private static final @Nullable String RSYSLOG_IMAGE = System.getenv("BELLWIRE_RSYSLOG_IMAGE");

    private static final @Nullable String PROMETHEUS_IMAGE = System.getenv("BELLWIRE_PROMETHEUS_IMAGE");

    /** Where published ports are, if Docker runs in a network of its own. */
    private static final @Nullable String DOCKER_HOST_ADDRESS = System.getenv("TESTCONTAINERS_HOST_OVERRIDE");

    private final List<String> command;
    private final Map<String, String> environment = new HashMap<>();
    private final Path directory;
    private final int portalPort;
    private final int ingestPort;
    private final int prometheusPort;

    /** @param directory for what the commands print */
    Compose(Path directory) throws IOException {
        Peers.require(
                "Docker", Optional.of(DockerClientFactory.instance()).filter(DockerClientFactory::isDockerAvailable));
        this.directory = directory;
        this.command = command();
        List<Integer> ports = LoopbackPorts.free(3);
        portalPort = ports.get(0);
        ingestPort = ports.get(1);
        prometheusPort = ports.get(2);
        environment.put("COMPOSE_PROJECT_NAME", "bellwire-" + UUID.randomUUID());
        environment.put("COMPOSE_FILE", "docker-compose.yml");
        environment.put("COMPOSE_PROFILES", "demo");
        environment.put("BELLWIRE_VERSION", VERSION);
        environment.put("BELLWIRE_JARS", "built");
        String published = DOCKER_HOST_ADDRESS == null ? "127.0.0.1" : "0.0.0.0";
        environment.put("BELLWIRE_BIND_ADDRESS", published);
        environment.put("BELLWIRE_MONITORING_ADDRESS", published);
        environment.put("BELLWIRE_PORTAL_PORT", Integer.toString(portalPort));
        environment.put("BELLWIRE_INGEST_PORT", Integer.toString(ingestPort));
        environment.put("BELLWIRE_PROMETHEUS_PORT", Integer.toString(prometheusPort));
        if (JAVA_IMAGE != null) {
            environment.put("JDK_IMAGE", JAVA_IMAGE);
            environment.put("JRE_IMAGE", Objects.requireNonNullElse(JRE_IMAGE, JAVA_IMAGE));
            environment.put("KAFKA_IMAGE", JAVA_IMAGE);
            // The newer builder would ask a registry for the images that are here.
            environment.put("DOCKER_BUILDKIT", "0");
            environment.put("COMPOSE_FILE", "docker-compose.yml:" + ownKafka());
            environment.put("REPOSITORY", Bellwire.repository().toString());
        }
        if (RSYSLOG_IMAGE != null) {
            environment.put("RSYSLOG_IMAGE", RSYSLOG_IMAGE);
        }
        if (PROMETHEUS_IMAGE != null) {
            environment.put("PROMETHEUS_IMAGE", PROMETHEUS_IMAGE);
        }
    }

    /** Runs a command of Compose's, and returns what it printed. */
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of(arguments));
        Path output = Files.createTempFile(directory, "compose", ".txt");
        Path errors = Files.createTempFile(directory, "compose", ".log");
        ProcessBuilder builder = new ProcessBuilder(whole)
                .directory(Bellwire.repository().toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(MINUTES_MAX, TimeUnit.MINUTES);
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", whole)
                    + (ended ? " failed:\n" : " takes too long:\n")
                    + end(output)
                    + end(errors));
        }
        return Files.readString(output);
    }

    /** Its API; asks for the secrets that its first start made. */
    BellwireApi api() throws IOException, InterruptedException {
        return new BellwireApi(
                uri(portalPort),
                secret("config-service", "admin-password"),
                uri(ingestPort),
                secret("alert-ingest", "ingest-token"));
    }

    PrometheusClient prometheus() {
        return new PrometheusClient(uri(prometheusPort));
    }

    /** What the SIEM among the containers has printed, a line each. */
    List<String> receivedLines() throws IOException, InterruptedException {
        return run("logs", "--no-color", "--no-log-prefix", "siem")
                .lines()
                .filter(line -> line.startsWith("<"))
                .toList();
    }

    /** Stops and removes all of it, volumes too. */
    @Override
    public void close() throws IOException, InterruptedException {
        run("down", "--volumes", "--timeout", "1");
    }

    private String secret(String service, String name) throws IOException, InterruptedException {
        return run("exec", "-T", service, "cat", "/run/bellwire/" + name).strip();
    }

    private static URI uri(int port) {
        return URI.create("http://" + (DOCKER_HOST_ADDRESS == null ? "127.0.0.1" : DOCKER_HOST_ADDRESS) + ":" + port);
    }

    private static Path ownKafka() {
        return Bellwire.repository()
                .resolve("end-to-end-tests/src/test/resources/io/bellwire/endtoend/compose-own-kafka.yml");
    }

    /** Docker's own plugin, or the program that it replaced. */
    private static List<String> command() throws IOException {
        Optional<List<String>> found = Peers.find("docker-compose").map(program -> List.of(program.toString()));
        return Peers.require("Docker Compose", hasPlugin() ? Optional.of(List.of("docker", "compose")) : found);
    }

    private static boolean hasPlugin() throws IOException {
        try {
            Process version = new ProcessBuilder("docker", "compose", "version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return version.waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String end(Path file) throws IOException {
        String text = Files.readString(file);
        return text.substring(Math.max(0, text.length() - OUTPUT_CHARACTERS_SHOWN));
    }
}
