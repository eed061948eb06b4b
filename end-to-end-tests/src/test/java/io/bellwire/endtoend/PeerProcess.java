package io.bellwire.endtoend;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One process that a test started; it ends with the test, or with this JVM at the latest. */
final class PeerProcess {
    private static final int SECONDS_TO_END = 10;
    private static final int LOG_CHARACTERS_SHOWN = 4_000;

    private final Process process;
    private final Path log;
    private final Thread endWithThisJvm;

    private PeerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        endWithThisJvm = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(endWithThisJvm);
    }

    static PeerProcess start(List<String> command, Map<String, String> environment, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new PeerProcess(builder.start(), log);
    }

    /** One that is told what to do on its standard input, and whose output lies apart from what it says of errors. */
    static PeerProcess startObeying(List<String> command, Path output, Path log) throws IOException {
        return new PeerProcess(
                new ProcessBuilder(command)
                        .redirectOutput(output.toFile())
                        .redirectError(log.toFile())
                        .start(),
                log);
    }

    /** This test's Java; what it runs is over soon and does not earn what the second compiler costs. */
    static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1");
    }

    /** The command that runs a class of this test's class path. */
    static List<String> java(List<String> options, String... mainClassAndArguments) {
        List<String> command = new ArrayList<>();
        command.addAll(java());
        command.addAll(options);
        command.add("-cp");
        command.add(classPath());
        command.addAll(List.of(mainClassAndArguments));
        return command;
    }

    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Null while it runs. */
    @Nullable
    Integer exitStatus() {
        return process.isAlive() ? null : (Integer) process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The end of what it wrote to its standard output and error. */
    String log() throws IOException {
        String text = Files.exists(log) ? Files.readString(log) : "";
        return text.substring(Math.max(0, text.length() - LOG_CHARACTERS_SHOWN));
    }

    /** Writes a line to its standard input. */
    void tell(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** SIGTERM, and SIGKILL if it does not follow. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
            kill();
        }
        forget();
    }

    /** SIGKILL: what it has in memory is lost. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
        forget();
    }

    /** SIGSTOP: its sockets stay open and nobody reads them. */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new IOException("kill -" + name + " " + process.pid() + " failed");
        }
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(endWithThisJvm);
        } catch (IllegalStateException alreadyShuttingDown) {
            // The hook does the same once more.
        }
    }
}
