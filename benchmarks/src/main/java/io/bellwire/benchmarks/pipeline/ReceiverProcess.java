package io.bellwire.benchmarks.pipeline;

import io.bellwire.benchmarks.receiver.Arrivals;
import io.bellwire.benchmarks.receiver.ReceiverProgram;
import io.bellwire.schemas.Transport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The receiver of one transport, the same for all who send by it. */
final class ReceiverProcess implements AutoCloseable {
    private static final List<String> JVM = List.of("-Xmx256m", "-XX:+UseSerialGC");

    private final MeasuredProcess process;
    private final Path caFile;
    private final Path figures;
    private final Arrivals arrivals;
    private final BufferedReader answers;
    private final int port;

    ReceiverProcess(Transport transport, Path directory, int messagesMax) throws IOException {
        String name = transport == Transport.TLS ? "receiver-tls" : "receiver";
        Path files = Files.createDirectories(directory.resolve(name));
        figures = files.resolve("arrivals");
        caFile = files.resolve("ca.pem");
        process = MeasuredProcess.startToTalkTo(
                name,
                directory,
                MeasuredProcess.java(JVM, ReceiverProgram.class, transport, files, figures, messagesMax));
        answers = process.process().inputReader();
        port = Integer.parseInt(answer());
        arrivals = new Arrivals(figures, messagesMax);
    }

    int port() {
        return port;
    }

    /** PEM; whoever sends by TLS trusts this authority. By TCP there is none. */
    Path caFile() {
        return caFile;
    }

    /** How one of Bellwire's programs is told so. */
    Map<String, String> trust() {
        return Files.exists(caFile) ? Map.of("BELLWIRE_SIEM_CA_FILE", caFile.toString()) : Map.of();
    }

    Arrivals arrivals() {
        return arrivals;
    }

    MeasuredProcess process() {
        return process;
    }

    /** For the next one, when the last one has ended. */
    void forget() throws IOException {
        OutputStream orders = process.process().getOutputStream();
        orders.write('\n');
        orders.flush();
        String unusedAnswer = answer();
    }

    private String answer() throws IOException {
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException(process.name() + " has ended: see its log");
        }
        return answer;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.close();
        Files.delete(figures);
    }
}
