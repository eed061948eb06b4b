package io.bellwire.benchmarks.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of ours, what it has used, and its end. What it prints goes to a file that is named as it is. */
final class MeasuredProcess implements AutoCloseable {
    private static final int LOOK_EVERY_MILLIS = 50;
    private static final int KIB_PER_MIB = 1024;
    private static final int SECONDS_TO_END = 30;

    private final String name;
    private final Process process;
    private final Path log;
    private double processorSecondsBefore;
    private double processorSecondsSeen;
    private long residentMiBSeen;

    private MeasuredProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    static MeasuredProcess start(String name, Path logs, Map<String, String> environment, List<String> command)
            throws IOException {
        return start(name, logs, Path.of("").toAbsolutePath(), environment, command);
    }

    /**
     * @param logs where the file goes
     * @param home the folder that the process runs in
     */
    static MeasuredProcess start(
            String name, Path logs, Path home, Map<String, String> environment, List<String> command)
            throws IOException {
        Path log = logs.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
        builder.environment().putAll(environment);
        return new MeasuredProcess(name, builder.start(), log);
    }

    /** The same of a program whose input and output are for us; only what it complains of goes to the file. */
    static MeasuredProcess startToTalkTo(String name, Path directory, List<String> command) throws IOException {
        Path log = directory.resolve(name + ".log");
        return new MeasuredProcess(
                name,
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
                        .start(),
                log);
    }

    /** The command of a class that is on our own class path, under the JVM that runs us. */
    static List<String> java(List<String> options, Class<?> main, Object... arguments) {
        return java(options, main.getName(), arguments);
    }

    static List<String> java(List<String> options, String main, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(javaExecutable()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    static String javaExecutable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    String name() {
        return name;
    }

    Process process() {
        return process;
    }

    /** Since its start, or since {@link #measureFromNow}; of one that has ended, as far as {@link #look} has seen. */
    double processorSeconds() {
        return processorSecondsSeen - processorSecondsBefore;
    }

    /** The most that it had in memory in the same time. */
    long residentMiB() {
        return residentMiBSeen;
    }

    /**
     * Takes down what it has used.
     *
     * @throws IOException when it has ended by a failure
     */
    void look() throws IOException {
        if (!process.isAlive()) {
            if (process.exitValue() != 0) {
                throw new IOException(name + " failed: see " + log);
            }
            return;
        }
        process.info().totalCpuDuration().ifPresent(used -> processorSecondsSeen = used.toNanos() / 1e9);
        try (Stream<String> status = Files.lines(ofProc("status"))) {
            status.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB)
                    .forEach(resident -> residentMiBSeen = resident);
        } catch (IOException | UncheckedIOException ended) {
            // Between two questions: the next look sees how.
        }
    }

    /** For one that has run before, or has done what is not to be measured. */
    void measureFromNow() throws IOException {
        look();
        processorSecondsBefore = processorSecondsSeen;
        Files.writeString(ofProc("clear_refs"), "5"); // the peak of resident memory begins anew, proc(5)
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** @throws IOException when it ends, or the time does, before this stands in what it prints */
    void awaitPrinted(String text, Duration within) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (!Files.readString(log).contains(text)) {
            if (!isAlive() || System.nanoTime() > deadline) {
                throw new IOException(name + " did not say '" + text + "': see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }

    /** @throws IOException when it fails, or has not ended by then */
    void awaitSuccess(Duration within) throws IOException, InterruptedException {
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
            close();
            throw new IOException(name + " failed: see " + log);
        }
    }

    /** Asks it to end, and makes it end when it does not. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private Path ofProc(String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }
}
