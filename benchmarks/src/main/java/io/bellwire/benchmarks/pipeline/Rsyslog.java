package io.bellwire.benchmarks.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bellwire.benchmarks.alerts.RecordForm;
import io.bellwire.schemas.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * rsyslog from Kafka to the receiver, with a CEF template, in the foreground and with files of its own.
 *
 * @param parallel inputs, and workers; with more than one of them it keeps no order
 */
record Rsyslog(String name, Transport transport, int parallel) implements Contender {
    private static final List<Path> PROGRAMS = List.of(Path.of("/usr/sbin/rsyslogd"), Path.of("/sbin/rsyslogd"));

    @Override
    public Optional<RecordForm> input() {
        return Optional.of(RecordForm.JSON);
    }

    @Override
    public Optional<String> obstacle() {
        Optional<Path> program = program();
        if (program.isEmpty()) {
            return Optional.of("rsyslogd is not installed");
        }
        for (String module : transport == Transport.TLS ? List.of("imkafka", "lmnsd_ossl") : List.of("imkafka")) {
            if (!loads(program.get(), module)) {
                return Optional.of("rsyslogd does not load " + module + ": Debian has it in rsyslog-"
                        + (module.equals("imkafka") ? "kafka" : "openssl"));
            }
        }
        return Optional.empty();
    }

    @Override
    public Attempt start(Bench bench, long waiting) throws Exception {
        ReceiverProcess receiver = bench.receiver(transport);
        String group = name + "-" + System.nanoTime();
        Path work = Files.createDirectories(bench.directory().resolve(group));
        Path configuration =
                Files.writeString(work.resolve("rsyslog.conf"), configuration(bench, receiver, work, group));
        return new PipelineAttempt(
                bench.cluster(),
                bench.topic(RecordForm.JSON),
                List.of(group),
                new ReceivedProgress(receiver.arrivals()),
                List.of(),
                List.of(() -> bench.start(
                        "rsyslogd",
                        Map.of(),
                        List.of(
                                program().orElseThrow().toString(),
                                "-n",
                                "-f",
                                configuration.toString(),
                                "-i",
                                work.resolve("rsyslogd.pid").toString()))),
                List.of(bench.broker(), receiver.process()));
    }

    private String configuration(Bench bench, ReceiverProcess receiver, Path work, String group) throws IOException {
        boolean byTls = transport == Transport.TLS;
        String trust = byTls ? "defaultNetstreamDriverCAFile=\"" + receiver.caFile() + "\"" : "";
        String tls =
                byTls ? "StreamDriver=\"ossl\" StreamDriverMode=\"1\" StreamDriverAuthMode=\"x509/certvalid\"" : "";
        String input = text("rsyslog-input.conf")
                .replace("@TOPIC@", bench.topic(RecordForm.JSON))
                .replace("@BROKER@", bench.cluster().bootstrapServers())
                .replace("@GROUP@", group);
        return text("rsyslog.conf")
                        .replace("@WORK@", work.toString())
                        .replace("@TRUST@", trust)
                        .replace("@WORKERS@", Integer.toString(parallel))
                        .replace("@PORT@", Integer.toString(receiver.port()))
                        .replace("@TLS@", tls)
                + input.repeat(parallel);
    }

    private static String text(String resource) throws IOException {
        try (InputStream file = Objects.requireNonNull(Rsyslog.class.getResourceAsStream(resource))) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }

    private static Optional<Path> program() {
        return PROGRAMS.stream().filter(Files::isExecutable).findFirst();
    }

    private static boolean loads(Path program, String module) {
        try {
            Path asking = Files.createTempFile("bellwire-rsyslog", ".conf");
            try {
                // Without an action rsyslog refuses any configuration.
                Files.writeString(
                        asking, "module(load=\"" + module + "\")\naction(type=\"omfile\" file=\"/dev/null\")\n");
                return new ProcessBuilder(program.toString(), "-N1", "-f", asking.toString())
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
            } finally {
                Files.delete(asking);
            }
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
