package io.bellwire.endtoend.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A link that goes dark is noticed whatever state the connection is in, and a receiver that is slow but alive is not cut
 * off. Takes some ten minutes, in which all of it happens at the same time: only with {@code -Dbellwire.rule.long=true}.
 */
@Timeout(1_800)
class SilentReceiverIT {
    private static final int DELAY_MILLIS = 20;
    private static final double LOST = 0.005;

    @TempDir
    private Path directory;

    @Test
    @EnabledIfSystemProperty(named = "bellwire.rule.long", matches = "true")
    void darknessIsNoticedAndSlownessIsBorne() throws Exception {
        String missing = LossyLink.missing();
        if (!missing.isEmpty()) {
            System.out.println("SilentReceiverIT: not run, because there is " + missing);
        }
        assumeThat(missing).isEmpty();
        List<Callable<Integer>> trials = new ArrayList<>();
        for (Silence.Kind kind : Silence.Kind.values()) {
            trials.add(() -> run(kind));
        }
        ExecutorService threads = Executors.newFixedThreadPool(trials.size());
        int faults = 0;
        try {
            for (var found : threads.invokeAll(trials)) {
                faults += found.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(faults).isZero();
    }

    private int run(Silence.Kind kind) throws IOException, InterruptedException {
        Path own = Files.createDirectory(directory.resolve(kind.name()));
        try (LossyLink link =
                        LossyLink.open(DELAY_MILLIS, LOST, Silence.of(kind).packetOctetsMax());
                Program trial = Program.start(Program.java(
                        link.senderNamespace(),
                        SilenceTrial.class,
                        own.toString(),
                        LossyLink.RECEIVER,
                        link.receiverNamespace(),
                        link.process(),
                        kind.name()))) {
            for (String line = trial.next(); line != null; line = trial.next()) {
                System.out.println("SilentReceiverIT: " + line);
            }
            return trial.awaitEnd();
        }
    }
}
