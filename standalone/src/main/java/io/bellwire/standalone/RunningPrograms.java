package io.bellwire.standalone;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.ConfigurableApplicationContext;

/** The programs of this JVM: started side by side, stopped one after the other. */
final class RunningPrograms implements AutoCloseable {
    /** For one program; what it has not finished by then is done again after the next start. */
    private static final Duration STOP_MAX = Duration.ofSeconds(12);

    private final List<Program> programs;
    private final Map<Program, ConfigurableApplicationContext> contexts = new ConcurrentHashMap<>();

    /** @param programs in the order in which they stop */
    RunningPrograms(List<Program> programs) {
        this.programs = List.copyOf(programs);
    }

    /**
     * Starts all programs and returns when all are up.
     *
     * @param shared properties that each of them gets
     * @throws StartupException as soon as one does not come up; those that are up go on until {@link #close()}
     */
    void start(Map<String, String> shared) throws InterruptedException {
        ExecutorService starters = Executors.newCachedThreadPool(RunningPrograms::daemon);
        ExecutorCompletionService<ConfigurableApplicationContext> starts = new ExecutorCompletionService<>(starters);
        programs.forEach(program -> starts.submit(() -> start(program, shared)));
        try {
            for (int awaited = programs.size(); awaited > 0; awaited--) {
                starts.take().get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StartupException refusal
                    ? refusal
                    : new StartupException("a program did not start: " + StartupException.reason(e), e);
        } finally {
            starters.shutdown();
        }
    }

    /** What a program listens on, also when it took any free port. */
    int port(Program program) {
        ConfigurableApplicationContext context = contexts.get(program);
        return context == null
                ? program.port()
                : context.getEnvironment().getProperty("local.server.port", Integer.class, program.port());
    }

    /** Stops those that are up, each within a limit. */
    @Override
    public void close() {
        for (Program program : programs) {
            ConfigurableApplicationContext context = contexts.remove(program);
            if (context != null) {
                BoundedStop.run(program.name(), STOP_MAX, context::close);
            }
        }
    }

    private ConfigurableApplicationContext start(Program program, Map<String, String> shared) {
        ConfigurableApplicationContext context = program.start(shared);
        contexts.put(program, context);
        return context;
    }

    /** A program that hangs while it starts must not keep the JVM from ending. */
    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "program-start");
        thread.setDaemon(true);
        return thread;
    }
}
