package io.bellwire.endtoend;

import static org.awaitility.Awaitility.await;

import io.bellwire.siem.SiemProgram;
import io.bellwire.siem.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The fake SIEM in a process of its own, by TCP and TLS, on the same ports however often it is started. What its program has
 * read is in a file before it reads on; what only its kernel has dies with it. For one thread.
 */
final class ReceiverProcess implements AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    private final Path directory;
    private final int tcpPort;
    private final int tlsPort;
    private final Deque<Run> runs = new ArrayDeque<>();
    private final Deque<String> unheard = new ArrayDeque<>();
    private LinesOfFile answers;
    private PeerProcess process;
    private int started;
    private int receiveBufferBytes;

    /** What it read from one start to its end. */
    private record Run(int number, Path file, LinesOfFile lines) {}

    private ReceiverProcess(Path directory) throws IOException {
        this.directory = directory;
        Iterator<Integer> ports = LoopbackPorts.free(2).iterator();
        tcpPort = ports.next();
        tlsPort = ports.next();
        startAgain();
    }

    /** Listens when this returns; its files go into the directory. */
    static ReceiverProcess start(Path directory) throws IOException {
        return new ReceiverProcess(directory);
    }

    int tcpPort() {
        return tcpPort;
    }

    int tlsPort() {
        return tlsPort;
    }

    /** A command of the fake SIEM's program, which is done when this returns. Not while it is paused. */
    void tell(String command) throws IOException {
        process.tell(command);
        String answer = answer();
        if (!answer.equals("done: " + command)) {
            throw new IOException("the receiver says: " + answer);
        }
    }

    /** The messages that were read since the last call, those of an earlier run first. */
    List<ReceiverLine> takeNew() throws IOException {
        List<ReceiverLine> taken = new ArrayList<>();
        while (runs.size() > 1) {
            // Its process is dead: no more will come.
            Run ended = runs.remove();
            take(ended, taken);
            Files.delete(ended.file);
        }
        take(runs.element(), taken);
        return taken;
    }

    private static void take(Run run, List<ReceiverLine> taken) throws IOException {
        for (String line : run.lines.next()) {
            taken.add(ReceiverLine.parse(run.number, line));
        }
    }

    /** The next time it is started its kernel holds so much for each connection; 0 for as much as the system likes. */
    void setReceiveBuffer(int bytes) {
        receiveBufferBytes = bytes;
    }

    int receiveBuffer() {
        return receiveBufferBytes;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGSTOP: its kernel goes on taking what comes, and nobody reads it. */
    void pause() throws IOException, InterruptedException {
        process.pause();
    }

    /** SIGKILL, also while it is paused. */
    void kill() throws InterruptedException {
        process.kill();
    }

    /** Listens when this returns. */
    void startAgain() throws IOException {
        int run = started++;
        Path output = directory.resolve("receiver-" + run + ".messages");
        Path log = directory.resolve("receiver-" + run + ".log");
        process = PeerProcess.startObeying(command(), output, log);
        runs.add(new Run(run, output, new LinesOfFile(output)));
        answers = new LinesOfFile(log);
        unheard.clear();
        for (int listening = 0; listening < 2; listening++) {
            String answer = answer();
            if (!answer.startsWith("listening by ")) {
                throw new IOException("the receiver did not start: " + answer);
            }
        }
    }

    @Override
    public void close() {
        try {
            process.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next line of what it says. */
    private String answer() throws IOException {
        await().atMost(ANSWER_WITHIN)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK_EVERY)
                .until(() -> unheard.addAll(answers.next()) || !unheard.isEmpty() || !process.isAlive());
        if (unheard.isEmpty()) {
            throw new IOException("the receiver ended: " + process.log());
        }
        return unheard.remove();
    }

    private List<String> command() throws IOException {
        return PeerProcess.java(
                List.of("-Xmx128m"),
                SiemProgram.class.getName(),
                "--receive-buffer",
                Integer.toString(receiveBufferBytes),
                "--tcp",
                Integer.toString(tcpPort),
                "--tls",
                Integer.toString(tlsPort),
                "--key-store",
                TestCertificates.shared().server("127.0.0.1").keyStoreFile().toString());
    }
}
