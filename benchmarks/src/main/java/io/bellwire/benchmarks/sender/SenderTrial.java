package io.bellwire.benchmarks.sender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One sender's jar on its way through all messages, from a cold JVM to its end. */
final class SenderTrial {
    private static final long LOOK_EVERY_MILLIS = 5;
    private static final long NOTHING_MAX_NANOS = Duration.ofSeconds(60).toNanos();

    private final Path jar;
    private final Map<String, String> environment;
    private final CountingReceiver receiver;
    private final Path log;

    /**
     * What was seen.
     *
     * @param perSecond messages from the first octet to the last
     * @param laterPerSecond of the second half, when the JVM is warm
     * @param laterProcessorSeconds of the sender for a million messages of the second half
     * @param residentMiB the most that the sender had in memory
     */
    record Result(double perSecond, double laterPerSecond, double laterProcessorSeconds, long residentMiB) {}

    SenderTrial(Path jar, Map<String, String> environment, CountingReceiver receiver, Path log) {
        this.jar = jar;
        this.environment = environment;
        this.receiver = receiver;
        this.log = log;
    }

    /** Returns when the sender has ended, so that its place in the topic can be set back. */
    Result run(long messages, long octets) throws IOException, InterruptedException {
        receiver.reset();
        Process sender = start();
        try {
            awaitOctets(sender, octets / 2);
            double halfSeconds = receiver.seconds();
            long halfOctets = receiver.octets();
            Duration halfProcessor = processor(sender);
            awaitOctets(sender, octets);
            double later = messages * (double) (octets - halfOctets) / octets;
            double processorSeconds = processor(sender).minus(halfProcessor).toNanos() / 1e9;
            return new Result(
                    messages / receiver.seconds(),
                    later / (receiver.seconds() - halfSeconds),
                    processorSeconds * 1e6 / later,
                    residentMiB(sender));
        } finally {
            sender.destroy();
            sender.waitFor();
        }
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-jar"));
        command.add(jar.toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process sender = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(sender::destroyForcibly));
        return sender;
    }

    private void awaitOctets(Process sender, long octets) throws IOException, InterruptedException {
        long seen = -1;
        long seenNanos = System.nanoTime();
        while (receiver.octets() < octets) {
            if (receiver.octets() > seen) {
                seen = receiver.octets();
                seenNanos = System.nanoTime();
            }
            if (!sender.isAlive() || System.nanoTime() - seenNanos > NOTHING_MAX_NANOS) {
                throw new IOException("nothing more came after " + seen + " octets: see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private static Duration processor(Process process) {
        return process.info().totalCpuDuration().orElseThrow();
    }

    private static long residentMiB(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
