package io.bellwire.standalone;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All programs of this JVM, started side by side and stopped one after the other. */
final class RunningPrograms implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunningPrograms.class);

    /** Null where a program is not up. Guarded by this. */
    private final Map<Program, RunningProgram> running = new LinkedHashMap<>();

    private boolean closed;

    /**
     * Starts all programs and returns when all are up.
     *
     * @throws StartupException when one does not come up; the others are then stopped
     */
    void start(List<Program> programs, Map<String, String> shared) {
        ExecutorService starters = Executors.newFixedThreadPool(Math.max(1, programs.size()));
        try {
            List<CompletableFuture<Void>> starts = new ArrayList<>();
            for (Program program : programs) {
                starts.add(CompletableFuture.runAsync(
                        () -> add(RunningProgram.start(program, shared)), starters));
            }
            CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StartupException cause ? cause : e;
        } finally {
            starters.shutdown();
        }
    }
}
