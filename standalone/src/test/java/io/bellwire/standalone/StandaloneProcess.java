package io.bellwire.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A standalone with tiny programs in a process of its own, as {@code ./bellwire} would start it. */
final class StandaloneProcess implements AutoCloseable {
    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<Thread> readers = new ArrayList<>();

    private StandaloneProcess(Process process) {
        this.process = process;
        readers.add(read(process.inputReader(StandardCharsets.UTF_8), output));
        readers.add(read(process.errorReader(StandardCharsets.UTF_8), errors));
    }

    static StandaloneProcess start(Path dataDirectory, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                TinyStandalone.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("BELLWIRE_DATA_DIR", dataDirectory.toString());
        builder.environment().putAll(environment);
        return new StandaloneProcess(builder.start());
    }

    List<String> output() {
        return output;
    }

    List<String> errors() {
        return errors;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to stop (SIGTERM). */
    void stop() {
        // Not Process.destroy, which closes the streams that tell how it stops.
        process.toHandle().destroy();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(150, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after 150 s: " + output + errors);
        }
        for (Thread reader : readers) {
            reader.join(10_000);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static Thread read(BufferedReader reader, List<String> lines) {
        Thread thread = new Thread(() -> {
            try {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.add(line);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
