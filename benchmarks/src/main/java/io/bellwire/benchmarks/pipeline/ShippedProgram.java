package io.bellwire.benchmarks.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One of Bellwire's programs as its image has it: its libraries beside the jar, since native code is not loaded from within
 * one, and with what a start has to load kept from an earlier start.
 */
final class ShippedProgram {
    private static final Duration EXTRACTED_WITHIN = Duration.ofMinutes(1);
    private static final int AOT_CACHES_SINCE = 25;

    private final Path jar;
    private final Path kept;

    private ShippedProgram(Path jar, Path kept) {
        this.jar = jar;
        this.kept = kept;
    }

    /**
     * Takes its time when it is asked for first.
     *
     * @param executable the jar with everything inside, as Maven builds it
     */
    static ShippedProgram of(Bench bench, Path executable) throws IOException, InterruptedException {
        Path to = bench.directory().resolve("program-" + executable.getFileName());
        ShippedProgram program = new ShippedProgram(to.resolve(executable.getFileName()), to.resolve("kept"));
        if (!Files.exists(to)) {
            program.extract(bench, executable, to);
            program.keepOfOneStart(bench);
            bench.broker().measureFromNow();
        }
        return program;
    }

    List<String> command() {
        return command(isWithAotCache() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=");
    }

    private void extract(Bench bench, Path executable, Path to) throws IOException, InterruptedException {
        bench.start(
                        "extract",
                        Map.of(),
                        List.of(
                                MeasuredProcess.javaExecutable(),
                                "-Djarmode=tools",
                                "-jar",
                                executable.toString(),
                                "extract",
                                "--destination",
                                to.toString()))
                .awaitSuccess(EXTRACTED_WITHIN);
    }

    /** On topics of its own, so that it finds nothing to do. */
    private void keepOfOneStart(Bench bench) throws IOException, InterruptedException {
        Map<String, String> environment = Services.environment(
                bench, Map.of("BELLWIRE_TOPIC_PREFIX", "first-start.", "BELLWIRE_INGEST_TOKEN", "none"));
        String option = isWithAotCache() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=";
        try (MeasuredProcess first = bench.start("first-start", environment, command(option))) {
            first.awaitPrinted("process running for", Bench.START_MAX);
        }
    }

    private List<String> command(String keeping) {
        return List.of(MeasuredProcess.javaExecutable(), keeping + kept, "-jar", jar.toString());
    }

    private static boolean isWithAotCache() {
        return Runtime.version().feature() >= AOT_CACHES_SINCE;
    }
}
