package io.bellwire.benchmarks.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One of Bellwire's programs as its image has it: its libraries beside the jar, since native code is not loaded from within
 * one, and with what the JVM has learned of an earlier start.
 *
 * @param home the folder that it has to run in
 */
record ShippedProgram(Path home) {
    private static final List<String> ALL =
            List.of("alert-ingest", "syslog-formatter", "syslog-sender", "config-service");
    private static final Duration EXTRACTED_WITHIN = Duration.ofMinutes(1);
    private static final Duration RECORDED_WITHIN = Duration.ofMinutes(6);

    static ShippedProgram of(Bench bench, String name) throws IOException, InterruptedException {
        return of(bench, name, Bench.jar(name));
    }

    /**
     * Takes some minutes when it is asked for a jar first.
     *
     * @param jar that is to be run, with everything inside, as Maven builds it
     */
    static ShippedProgram of(Bench bench, String name, Path jar) throws IOException, InterruptedException {
        boolean built = jar.equals(Bench.jar(name));
        Path together =
                bench.directory().resolve(built ? "programs" : "programs-" + Integer.toHexString(jar.hashCode()));
        if (!Files.exists(together)) {
            for (String program : ALL) {
                extract(bench, program.equals(name) ? jar : Bench.jar(program), together.resolve(program));
            }
            record(bench, together);
            bench.broker().measureFromNow();
        }
        return new ShippedProgram(together.resolve(name));
    }

    List<String> command() {
        return List.of(MeasuredProcess.javaExecutable(), "@startup.options", "-jar", "program.jar");
    }

    private static void extract(Bench bench, Path jar, Path home) throws IOException, InterruptedException {
        bench.start(
                        "extract",
                        Map.of(),
                        List.of(
                                MeasuredProcess.javaExecutable(),
                                "-Djarmode=tools",
                                "-jar",
                                jar.toString(),
                                "extract",
                                "--destination",
                                home.toString()))
                .awaitSuccess(EXTRACTED_WITHIN);
        Files.move(home.resolve(jar.getFileName()), home.resolve("program.jar"));
    }

    /** By the script that does it for the images. */
    private static void record(Bench bench, Path together) throws IOException, InterruptedException {
        Path java = Path.of(MeasuredProcess.javaExecutable()).getParent();
        bench.start(
                        "record-start",
                        together,
                        Map.of("JDK_JAVA_OPTIONS", Services.JVM, "PATH", java + ":" + System.getenv("PATH")),
                        List.of(
                                "bash",
                                Path.of("deploy/compose/record-start")
                                        .toAbsolutePath()
                                        .toString(),
                                Path.of("standalone/target/lib")
                                        .toAbsolutePath()
                                        .toString()))
                .awaitSuccess(RECORDED_WITHIN);
        for (String program : ALL) {
            try (Stream<Path> kept = Files.list(together.resolve("kept").resolve(program))) {
                for (Path file : kept.toList()) {
                    Files.move(file, together.resolve(program).resolve(file.getFileName()));
                }
            }
            if (Files.size(together.resolve(program).resolve("startup.options")) == 0) {
                throw new IOException("nothing was kept of the start of " + program + ": see the log of record-start");
            }
        }
    }
}
