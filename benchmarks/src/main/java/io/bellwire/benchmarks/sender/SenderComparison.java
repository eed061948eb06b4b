package io.bellwire.benchmarks.sender;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bellwire.benchmarks.ReferenceMessages;
import io.bellwire.benchmarks.sender.SenderTrial.Result;
import io.bellwire.schemas.Framing;
import io.bellwire.schemas.MessageHeaders;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.Transport;
import io.bellwire.settings.AdvancedSettings;
import io.bellwire.settings.Notifications;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.settings.SyslogSettings;
import io.bellwire.siem.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How many messages a second senders write to a SIEM, several builds in turn on the same messages. Arguments are
 * {@code tcp} or {@code tls}, millions of messages, rounds, and jars, each with a name: {@code tcp 4 5 now=…-exec.jar}.
 */
public final class SenderComparison {
    private static final int PARTITIONS = 4;
    private static final String GROUP = "bellwire-sender";
    private static final int FIXED_ARGUMENTS = 3;

    private final Transport transport;
    private final long messages;
    private final int rounds;
    private final Map<String, Path> jars;
    private final Path directory;
    private final Topics topics = new Topics("", PARTITIONS, (short) 1);
    private long octets;

    private SenderComparison(Transport transport, long messages, int rounds, Map<String, Path> jars, Path directory) {
        this.transport = transport;
        this.messages = messages;
        this.rounds = rounds;
        this.jars = jars;
        this.directory = directory;
    }

    /** Prints each run, then the medians; what it leaves in a directory is for who wants to see why a run failed. */
    public static void main(String[] arguments) throws Exception {
        Map<String, Path> jars = new LinkedHashMap<>();
        for (int i = FIXED_ARGUMENTS; i < arguments.length; i++) {
            String[] named = arguments[i].split("=", 2);
            jars.put(named[0], Path.of(named[1]).toAbsolutePath());
        }
        new SenderComparison(
                        Transport.valueOf(arguments[0].toUpperCase(Locale.ROOT)),
                        Math.round(Double.parseDouble(arguments[1]) * 1e6),
                        Integer.parseInt(arguments[2]),
                        jars,
                        Files.createTempDirectory("bellwire-benchmark"))
                .run();
    }

    private void run() throws Exception {
        TestCertificates certificates = TestCertificates.shared();
        try (BrokerProcess broker = BrokerProcess.start(directory);
                CountingReceiver receiver = new CountingReceiver(
                        transport == Transport.TLS
                                ? certificates.server("127.0.0.1").context()
                                : null)) {
            fill(broker, receiver.port());
            Map<String, String> environment = Map.of(
                    "SPRING_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                    "SERVER_PORT", Integer.toString(BrokerProcess.freePort()),
                    "SERVER_ADDRESS", "127.0.0.1",
                    "BELLWIRE_SENSOR_NAME", "DC01",
                    "BELLWIRE_SIEM_CA_FILE", certificates.caFile().toString());
            Map<String, List<Result>> results = new LinkedHashMap<>();
            print("round", "build", "messages/s", "2nd half", "CPU s/1M", "RSS MiB");
            for (int round = 1; round <= rounds; round++) {
                for (Map.Entry<String, Path> jar : inTurn(round)) {
                    Path log = directory.resolve(jar.getKey() + ".log");
                    Result result = new SenderTrial(jar.getValue(), environment, receiver, log).run(messages, octets);
                    results.computeIfAbsent(jar.getKey(), name -> new ArrayList<>())
                            .add(result);
                    print(Integer.toString(round), jar.getKey(), result);
                    goBack(broker);
                }
            }
            results.forEach((name, runs) -> print("median", name, median(runs)));
        }
    }

    /** Each round begins with another one, since a machine may be slower by and by. */
    private List<Map.Entry<String, Path>> inTurn(int round) {
        List<Map.Entry<String, Path>> order = new ArrayList<>(jars.entrySet());
        Collections.rotate(order, round - 1);
        return order;
    }

    private void fill(BrokerProcess broker, int port) throws ExecutionException, InterruptedException, IOException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(
                            new NewTopic(topics.name(Topic.SETTINGS), 1, (short) 1),
                            new NewTopic(topics.name(Topic.SYSLOG_MESSAGES), PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        List<byte[]> different = ReferenceMessages.usual();
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", "20", "batch.size", "262144"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            var saving = producer.send(new ProducerRecord<>(topics.name(Topic.SETTINGS), settings(port)));
            for (long number = 0; number < messages; number++) {
                byte[] message = different.get((int) (number % different.size()));
                octets += message.length + Integer.toString(message.length).length() + 1; // RFC 6587, octet counting
                var unused = producer.send(entry(number, message));
            }
            producer.flush();
            saving.get();
        }
    }

    /** With the headers of the formatter. */
    private ProducerRecord<byte[], byte[]> entry(long number, byte[] message) {
        var entry = new ProducerRecord<>(
                topics.name(Topic.SYSLOG_MESSAGES), Long.toString(number).getBytes(UTF_8), message);
        entry.headers()
                .add(MessageHeaders.ALERT_PARTITION, MessageHeaders.value(number % PARTITIONS))
                .add(MessageHeaders.ALERT_OFFSET, MessageHeaders.value(number))
                .add(MessageHeaders.ACCEPTED_AT, MessageHeaders.value(System.currentTimeMillis()))
                .add(MessageHeaders.SETTINGS_REVISION, MessageHeaders.value(1))
                .add(MessageHeaders.FORMAT, MessageHeaders.value("rfc5424"))
                .add(MessageHeaders.KIND, MessageHeaders.value("new-security-alert"));
        return entry;
    }

    private byte[] settings(int port) {
        AdvancedSettings defaults = AdvancedSettings.defaults(transport, SyslogFormat.RFC5424);
        SyslogSettings settings = new SyslogSettings(
                true,
                "DC01",
                new SiemEndpoint("127.0.0.1", port),
                transport,
                SyslogFormat.RFC5424,
                Notifications.DEFAULTS,
                null,
                new AdvancedSettings(
                        Framing.OCTET_COUNTING,
                        defaults.dialect(),
                        defaults.securityFacility(),
                        defaults.healthFacility(),
                        defaults.rfc3164TimeZone(),
                        defaults.maxMessageBytes(),
                        defaults.byteOrderMark()));
        return new SavedSettings(1, Instant.now(), "benchmark", settings).toBytes();
    }

    /** The next sender gets the same messages. */
    private void goBack(BrokerProcess broker) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> start = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            start.put(new TopicPartition(topics.name(Topic.SYSLOG_MESSAGES), partition), new OffsetAndMetadata(0));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.alterConsumerGroupOffsets(topics.group(GROUP), start).all().get();
        }
    }

    private static Result median(List<Result> results) {
        return new Result(
                median(results, Result::perSecond),
                median(results, Result::laterPerSecond),
                median(results, Result::laterProcessorSeconds),
                (long) median(results, Result::residentMiB));
    }

    private static double median(List<Result> results, ToDoubleFunction<Result> figure) {
        double[] sorted = results.stream().mapToDouble(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static void print(String round, String name, Result result) {
        print(
                round,
                name,
                String.format(Locale.ROOT, "%,.0f", result.perSecond()),
                String.format(Locale.ROOT, "%,.0f", result.laterPerSecond()),
                String.format(Locale.ROOT, "%.2f", result.laterProcessorSeconds()),
                Long.toString(result.residentMiB()));
    }

    @SuppressWarnings("SystemOut")
    private static void print(String... columns) {
        System.out.printf(Locale.ROOT, "%-7s %-12s %12s %12s %9s %8s%n", (Object[]) columns);
    }
}
