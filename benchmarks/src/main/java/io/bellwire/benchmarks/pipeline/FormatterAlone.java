package io.bellwire.benchmarks.pipeline;

import io.bellwire.benchmarks.alerts.RecordForm;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Transport;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The first stage without anybody who reads what it writes: counted is what it has committed. */
record FormatterAlone(String name, boolean byHand) implements Contender {
    /** Nobody connects to it: no sender runs. */
    private static final int ANY_PORT = 6514;

    @Override
    public Optional<RecordForm> input() {
        return Optional.of(RecordForm.ALERT);
    }

    @Override
    public Attempt start(Bench bench, long waiting) throws Exception {
        Cluster cluster = bench.cluster();
        ShippedProgram program = ShippedProgram.of(bench, "syslog-formatter");
        String group = byHand ? name + "-" + System.nanoTime() : Services.FORMATTER_GROUP;
        cluster.save(Bench.settings(Transport.TCP, ANY_PORT));
        return new PipelineAttempt(
                cluster,
                bench.topic(RecordForm.ALERT),
                List.of(group),
                new WrittenProgress(
                        () -> cluster.committed(group),
                        () -> new WrittenRecords(cluster, cluster.name(Topic.SYSLOG_MESSAGES)).twice(waiting)),
                List.of(),
                List.of(() -> byHand
                        ? HandWritten.startFormatter(bench, group, true)
                        : Services.start(bench, "syslog-formatter", program, Map.of())),
                List.of(bench.broker()));
    }
}
