package io.bellwire.endtoend;

import static org.awaitility.Awaitility.await;

import io.bellwire.siem.TestCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A real syslog server on 127.0.0.1 that takes every {@link Wire} and tells how it parsed each message. It presents a certificate
 * of {@code TestCertificates.shared()} for 127.0.0.1 and localhost. Its files are in the directory that it was given.
 */
abstract sealed class RealReceiver implements AutoCloseable permits Rsyslog, SyslogNg {
    private static final Duration START_WITHIN = Duration.ofSeconds(20);
    private static final int LAST_MESSAGES_SHOWN = 3;

    private final Path directory;
    private final Map<Wire, Integer> ports;
    private final JsonLines lines;
    private PeerProcess process;
    private int taken;

    /** Writes the configuration and starts the program, which is ready when this returns. */
    RealReceiver(Path directory, Map<Wire, Integer> ports) throws IOException {
        this.directory = directory;
        this.ports = ports;
        lines = new JsonLines(directory.resolve("received.json"), this::parse);
        Files.writeString(configuration(), filledIn(), StandardCharsets.UTF_8);
        process = start();
    }

    /** The template beside this class, words between at signs in place of values. */
    abstract String template();

    /** What stands in the template beside ports and files. */
    abstract Map<String, String> placeholders();

    abstract List<String> command();

    abstract Map<String, String> environment();

    abstract ParsedMessage parse(Map<String, String> fields);

    static Map<Wire, Integer> freePorts() throws IOException {
        Iterator<Integer> free = LoopbackPorts.free(Wire.values().length).iterator();
        Map<Wire, Integer> ports = new EnumMap<>(Wire.class);
        for (Wire wire : Wire.values()) {
            ports.put(wire, free.next());
        }
        return ports;
    }

    String host() {
        return "127.0.0.1";
    }

    int port(Wire wire) {
        return ports.get(wire);
    }

    Path configuration() {
        return directory.resolve("receiver.conf");
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** Waits for the next n messages that were not taken yet; fails saying how many came, and the last of them. */
    List<ParsedMessage> take(int count, Duration within) throws IOException {
        try {
            await().atMost(within)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> lines.read().size() >= taken + count);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(tooFew(count, within), e);
        }
        List<ParsedMessage> next = lines.read().subList(taken, taken + count);
        taken += count;
        return next;
    }

    /** The messages since the last call, which are kept nowhere; not to be mixed with {@link #take}. */
    List<ParsedMessage> next() throws IOException {
        return lines.readNext();
    }

    /** All messages since the first start. */
    List<ParsedMessage> received() throws IOException {
        return lines.read();
    }

    /** Ends the program as an administrator does. */
    void stop() throws InterruptedException {
        process.stop();
    }

    /** SIGKILL: what the program had read and not yet written is lost. */
    void kill() throws InterruptedException {
        process.kill();
    }

    /** SIGSTOP: connections stay, nobody reads. */
    void pause() throws IOException, InterruptedException {
        process.pause();
    }

    void goOn() throws IOException, InterruptedException {
        process.goOn();
    }

    /** The same program on the same ports once more, after {@link #stop} or {@link #kill}. */
    void startAgain() throws IOException {
        process = start();
    }

    @Override
    public void close() {
        try {
            process.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private PeerProcess start() throws IOException {
        Files.deleteIfExists(file("receiver.pid"));
        PeerProcess started = PeerProcess.start(command(), environment(), file("receiver.log"));
        try {
            await().atMost(START_WITHIN)
                    .pollInterval(Duration.ofMillis(20))
                    .failFast("the receiver ended", () -> !started.isAlive())
                    .until(this::listens);
            return started;
        } catch (RuntimeException e) {
            String log = started.log();
            stopQuietly(started);
            throw new IOException("the receiver did not start: " + e.getMessage() + "\n" + log, e);
        }
    }

    private boolean listens() throws IOException {
        for (Map.Entry<Wire, Integer> entry : ports.entrySet()) {
            boolean there = entry.getKey() == Wire.UDP
                    ? LoopbackPorts.listensByUdp(entry.getValue())
                    : LoopbackPorts.listensByTcp(entry.getValue());
            if (!there) {
                return false;
            }
        }
        return true;
    }

    private String filledIn() throws IOException {
        TestCertificates certificates = TestCertificates.shared();
        var identity = certificates.server("localhost", "127.0.0.1");
        Map<String, String> values = new HashMap<>(placeholders());
        values.put("DIRECTORY", directory.toString());
        values.put("OUTPUT", file("received.json").toString());
        values.put("CA_FILE", certificates.caFile().toString());
        values.put("CERTIFICATE_FILE", identity.certificateFile().toString());
        values.put("PRIVATE_KEY_FILE", identity.privateKeyFile().toString());
        ports.forEach((wire, port) -> values.put(wire.name(), port.toString()));
        String text = template(template());
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue());
        }
        return text;
    }

    private static String template(String name) {
        try (InputStream in = RealReceiver.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String tooFew(int count, Duration within) throws IOException {
        List<ParsedMessage> all = lines.read();
        StringBuilder text = new StringBuilder(
                getClass().getSimpleName() + ": waited " + within.toMillis() + " ms for " + count + " messages, "
                        + (all.size() - taken) + " came (" + all.size() + " in all, " + taken + " taken before)");
        all.subList(Math.max(0, all.size() - LAST_MESSAGES_SHOWN), all.size())
                .forEach(message -> text.append("\n  ").append(message));
        return text + "\nits log ends with:\n" + process.log();
    }

    private static void stopQuietly(PeerProcess started) {
        try {
            started.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
