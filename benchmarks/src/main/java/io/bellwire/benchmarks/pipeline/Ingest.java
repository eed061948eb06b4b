package io.bellwire.benchmarks.pipeline;

import io.bellwire.benchmarks.alerts.AlertPoster;
import io.bellwire.benchmarks.alerts.RecordForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** alert-ingest by HTTP, from the first alert in Kafka to the last: an answer 202 comes when all of its alerts are there. */
record Ingest(String name, int connections) implements Contender {
    private static final String PREFIX = "ingest-";
    private static final String TOKEN = "benchmark-token";
    private static final int ALERTS_IN_ARRAY = 500;

    @Override
    public Optional<RecordForm> input() {
        return Optional.empty();
    }

    @Override
    public Attempt start(Bench bench, long waiting) throws Exception {
        Cluster cluster = bench.cluster();
        cluster.delete(PREFIX);
        int port = BrokerProcess.freePort();
        MeasuredProcess ingest = Services.start(
                bench,
                "alert-ingest",
                ShippedProgram.of(bench, "alert-ingest"),
                Map.of(
                        "BELLWIRE_TOPIC_PREFIX", PREFIX,
                        "BELLWIRE_INGEST_TOKEN", TOKEN,
                        "SERVER_PORT", Integer.toString(port)));
        ingest.awaitPrinted("process running for", Bench.START_MAX);
        String topic = PREFIX + bench.topic(RecordForm.ALERT);
        return new PipelineAttempt(
                cluster,
                topic,
                List.of(),
                new WrittenProgress(
                        () -> cluster.records(topic), () -> new WrittenRecords(cluster, topic).twice(waiting)),
                List.of(ingest),
                List.of(() -> bench.start(
                        "poster",
                        Map.of(),
                        MeasuredProcess.java(
                                List.of("-Xmx256m"),
                                AlertPoster.class,
                                port,
                                TOKEN,
                                connections,
                                waiting,
                                ALERTS_IN_ARRAY,
                                bench.octets()))),
                List.of(bench.broker()));
    }
}
