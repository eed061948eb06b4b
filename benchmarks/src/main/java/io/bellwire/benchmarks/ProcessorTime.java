package io.bellwire.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Adds operations a second of processor time, which a busy machine hardly changes, to those a second of the clock. */
public final class ProcessorTime implements InternalProfiler {
    private static final double NANOS_PER_SECOND = 1e9;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long nanosBefore;

    @Override
    public String getDescription() {
        return "Operations a second of processor time";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        nanosBefore = workersNanos();
    }

    @Override
    public List<Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double nanos = workersNanos() - nanosBefore;
        double operations = result.getMetadata().getAllOps();
        return List.of(
                new ScalarResult("processor", operations * NANOS_PER_SECOND / nanos, "ops/s", AggregationPolicy.AVG));
    }

    /** The workers live as long as the fork, so that none takes its time away with it. */
    private long workersNanos() {
        long nanos = 0;
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo thread = threads.getThreadInfo(id);
            if (thread != null && thread.getThreadName().contains("jmh-worker")) {
                nanos += threads.getThreadCpuTime(id);
            }
        }
        return nanos;
    }
}
