package io.bellwire.benchmarks.pipeline;

import io.bellwire.benchmarks.alerts.RecordForm;
import io.bellwire.benchmarks.pipeline.PipelineAttempt.Launch;
import io.bellwire.schemas.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * syslog-formatter and syslog-sender as separate processes, with the memory and options of their containers.
 *
 * @param replicas of each
 */
record Services(String name, Transport transport, int replicas) implements Contender {
    static final String FORMATTER_GROUP = "bellwire-formatter";
    static final String SENDER_GROUP = "bellwire-sender";

    /** As in Dockerfile and docker-compose.yml, where a container has 512 MiB. */
    static final String JVM =
            "-XX:MaxRAM=512m -XX:MaxRAMPercentage=50 -XX:InitialRAMPercentage=25 -XX:MinHeapFreeRatio=65 -XX:+UseSerialGC -XX:NewRatio=1 -XX:SurvivorRatio=3 -XX:CompileThresholdScaling=4 -XX:+ExitOnOutOfMemoryError";

    @Override
    public Optional<RecordForm> input() {
        return Optional.of(RecordForm.ALERT);
    }

    /** The sender has its partitions before the formatter starts, so that no backlog lies between them. */
    @Override
    public Attempt start(Bench bench, long waiting) throws Exception {
        ReceiverProcess receiver = bench.receiver(transport);
        bench.cluster().save(Bench.settings(transport, receiver.port()));
        ShippedProgram senderProgram = ShippedProgram.of(bench, "syslog-sender");
        ShippedProgram formatterProgram = ShippedProgram.of(bench, "syslog-formatter");
        List<MeasuredProcess> senders = new ArrayList<>();
        for (String sender : names("syslog-sender")) {
            senders.add(start(bench, sender, senderProgram, receiver.trust()));
        }
        bench.cluster().awaitReaders(SENDER_GROUP);
        return new PipelineAttempt(
                bench.cluster(),
                bench.topic(RecordForm.ALERT),
                List.of(SENDER_GROUP, FORMATTER_GROUP),
                new ReceivedProgress(receiver.arrivals()),
                senders,
                names("syslog-formatter").stream()
                        .<Launch>map(formatter -> () -> start(bench, formatter, formatterProgram, Map.of()))
                        .toList(),
                List.of(bench.broker(), receiver.process()));
    }

    private List<String> names(String program) {
        return replicas == 1
                ? List.of(program)
                : IntStream.rangeClosed(1, replicas)
                        .mapToObj(replica -> program + "-" + replica)
                        .toList();
    }

    /** Starts one of Bellwire's programs on the shared broker. */
    static MeasuredProcess start(Bench bench, String name, ShippedProgram program, Map<String, String> more)
            throws IOException {
        return bench.start(name, program.home(), environment(bench, more), program.command());
    }

    private static Map<String, String> environment(Bench bench, Map<String, String> more) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "SPRING_KAFKA_BOOTSTRAP_SERVERS", bench.cluster().bootstrapServers(),
                "SERVER_PORT", Integer.toString(BrokerProcess.freePort()),
                "SERVER_ADDRESS", "127.0.0.1",
                "BELLWIRE_SENSOR_NAME", Bench.SENSOR,
                "BELLWIRE_TOPIC_PARTITIONS", Integer.toString(bench.cluster().partitions()),
                "JDK_JAVA_OPTIONS", System.getenv().getOrDefault("BELLWIRE_JAVA_OPTS", JVM)));
        environment.putAll(more);
        return environment;
    }
}
