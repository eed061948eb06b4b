package io.bellwire.benchmarks.pipeline;

import io.bellwire.benchmarks.alerts.RecordForm;
import java.util.List;
import java.util.Optional;

/** How fast a plain producer puts the alerts that alert-ingest would write, acknowledged by all replicas. */
record BrokerLimit(String name) implements Contender {
    private static final String TOPIC = "limit";

    @Override
    public Optional<RecordForm> input() {
        return Optional.empty();
    }

    @Override
    public Attempt start(Bench bench, long waiting) throws Exception {
        Cluster cluster = bench.cluster();
        cluster.delete(TOPIC);
        cluster.create(TOPIC);
        return new PipelineAttempt(
                cluster,
                TOPIC,
                List.of(),
                new WrittenProgress(
                        () -> cluster.records(TOPIC), () -> new WrittenRecords(cluster, TOPIC).twice(waiting)),
                List.of(),
                List.of(() -> bench.startProducer(cluster, TOPIC, RecordForm.ALERT, waiting, 0)),
                List.of(bench.broker()));
    }
}
