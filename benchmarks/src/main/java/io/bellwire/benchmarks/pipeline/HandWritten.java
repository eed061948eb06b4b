package io.bellwire.benchmarks.pipeline;

import io.bellwire.benchmarks.alerts.RecordForm;
import io.bellwire.benchmarks.handwritten.HandWrittenFormatter;
import io.bellwire.benchmarks.handwritten.HandWrittenSender;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Transport;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The hand-written pipeline in two processes. */
record HandWritten(String name) implements Contender {
    private static final List<String> JVM = List.of("-Xmx512m", "-Xmn300m", "-XX:+UseSerialGC", "-XX:-UsePerfData");

    @Override
    public Optional<RecordForm> input() {
        return Optional.of(RecordForm.ALERT);
    }

    @Override
    public Attempt start(Bench bench, long waiting) throws Exception {
        ReceiverProcess receiver = bench.receiver(Transport.TCP);
        String group = name + "-" + System.nanoTime();
        String senderGroup = group + "-sender";
        MeasuredProcess sender = startSender(bench, receiver, senderGroup);
        bench.cluster().awaitReaders(senderGroup);
        return new PipelineAttempt(
                bench.cluster(),
                bench.topic(RecordForm.ALERT),
                List.of(senderGroup, group),
                new ReceivedProgress(receiver.arrivals()),
                List.of(sender),
                List.of(() -> startFormatter(bench, group, waiting > 0)),
                List.of(bench.broker(), receiver.process()));
    }

    static MeasuredProcess startSender(Bench bench, ReceiverProcess receiver, String group) throws IOException {
        Cluster cluster = bench.cluster();
        return bench.start(
                "hand-written-sender",
                Map.of(),
                MeasuredProcess.java(
                        JVM,
                        HandWrittenSender.class,
                        cluster.bootstrapServers(),
                        cluster.name(Topic.SYSLOG_MESSAGES),
                        group,
                        receiver.port()));
    }

    /** @param much whether two threads shall bring much, or else one shall bring what comes soon */
    static MeasuredProcess startFormatter(Bench bench, String group, boolean much) throws IOException {
        Cluster cluster = bench.cluster();
        return bench.start(
                "hand-written-formatter",
                Map.of(),
                MeasuredProcess.java(
                        JVM,
                        HandWrittenFormatter.class,
                        cluster.bootstrapServers(),
                        cluster.name(Topic.ALERTS),
                        cluster.name(Topic.SYSLOG_MESSAGES),
                        group,
                        much ? 2 : 1,
                        much ? "much" : "soon"));
    }
}
