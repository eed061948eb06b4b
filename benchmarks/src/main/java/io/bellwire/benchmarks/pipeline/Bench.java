package io.bellwire.benchmarks.pipeline;

import io.bellwire.benchmarks.alerts.AlertProducer;
import io.bellwire.benchmarks.alerts.RecordForm;
import io.bellwire.schemas.Framing;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Transport;
import io.bellwire.settings.AdvancedSettings;
import io.bellwire.settings.Notifications;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.settings.SyslogSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** What all contenders share: the broker, the receivers, and where files go. */
final class Bench implements AutoCloseable {
    static final String SENSOR = "DC01";

    static final Duration START_MAX = Duration.ofMinutes(2);

    private static final String JSON_TOPIC = "alerts-json";
    private static final Duration FILL_MAX = Duration.ofMinutes(30);

    private final Path directory;
    private final int messagesMax;
    private final int octets;
    private final BrokerProcess broker;
    private final Cluster cluster;
    private final Map<Transport, ReceiverProcess> receivers = new EnumMap<>(Transport.class);
    private final Set<RecordForm> waiting = EnumSet.noneOf(RecordForm.class);

    private Bench(Path directory, int partitions, int messagesMax, int octets)
            throws IOException, ExecutionException, InterruptedException {
        this.directory = directory;
        this.messagesMax = messagesMax;
        this.octets = octets;
        broker = BrokerProcess.start(directory);
        cluster = new Cluster(broker.bootstrapServers(), partitions);
        cluster.createTopics();
        cluster.create(JSON_TOPIC);
    }

    /**
     * @param messagesMax the most that a contender may send
     * @param octets how long a message shall be, about; 0 is as usual
     */
    static Bench open(int partitions, int messagesMax, int octets)
            throws IOException, ExecutionException, InterruptedException {
        return new Bench(Files.createTempDirectory("bellwire-benchmark"), partitions, messagesMax, octets);
    }

    int octets() {
        return octets;
    }

    /** Of logs and data. Who wants to see why a run failed looks here. */
    Path directory() {
        return directory;
    }

    Cluster cluster() {
        return cluster;
    }

    MeasuredProcess broker() {
        return broker.process();
    }

    ReceiverProcess receiver(Transport transport) throws IOException {
        ReceiverProcess started = receivers.get(transport);
        if (started == null) {
            started = new ReceiverProcess(transport, directory, messagesMax);
            started.process().measureFromNow();
            receivers.put(transport, started);
        }
        return started;
    }

    /** Starts a program; what it prints goes to a file of this name. */
    MeasuredProcess start(String name, Map<String, String> environment, List<String> command) throws IOException {
        return MeasuredProcess.start(name, directory, environment, command);
    }

    /** The same of one that runs in a folder of its own. */
    MeasuredProcess start(String name, Path home, Map<String, String> environment, List<String> command)
            throws IOException {
        return MeasuredProcess.start(name, directory, home, environment, command);
    }

    /** The topic of the shared broker that holds alerts of this form. */
    String topic(RecordForm form) {
        return switch (form) {
            case ALERT -> cluster.name(Topic.ALERTS);
            case JSON -> JSON_TOPIC;
            case MESSAGE -> cluster.name(Topic.SYSLOG_MESSAGES);
        };
    }

    /** Has this many alerts wait, for all who take this form. */
    void fill(RecordForm form, long count) throws IOException, InterruptedException {
        fill(cluster, topic(form), form, count);
        waiting.add(form);
    }

    /** Forgets what the last contender left, but not what waits for the next one. */
    void clear() throws IOException, ExecutionException, InterruptedException {
        Set<Topic> emptied = EnumSet.allOf(Topic.class);
        if (waiting.contains(RecordForm.ALERT)) {
            emptied.remove(Topic.ALERTS);
        }
        if (waiting.contains(RecordForm.MESSAGE)) {
            emptied.remove(Topic.SYSLOG_MESSAGES);
        }
        cluster.forgetGroup(Services.FORMATTER_GROUP);
        cluster.forgetGroup(Services.SENDER_GROUP);
        cluster.empty(emptied);
        if (!waiting.contains(RecordForm.JSON)) {
            cluster.delete(JSON_TOPIC);
            cluster.create(JSON_TOPIC);
        }
        for (ReceiverProcess receiver : receivers.values()) {
            receiver.forget();
            receiver.process().measureFromNow();
        }
        broker().measureFromNow();
    }

    /** Puts this many numbered alerts to a topic, wherever that is, and waits until they are there. */
    void fill(Cluster at, String topic, RecordForm form, long count) throws IOException, InterruptedException {
        startProducer(at, topic, form, count, 0).awaitSuccess(FILL_MAX);
    }

    /** @param rate alerts a second, each with its time; 0 is as many as the broker takes */
    MeasuredProcess startProducer(Cluster at, String topic, RecordForm form, long count, int rate) throws IOException {
        return start(
                "producer",
                Map.of(),
                MeasuredProcess.java(
                        List.of("-Xmx512m"),
                        AlertProducer.class,
                        at.bootstrapServers(),
                        topic,
                        form,
                        count,
                        rate,
                        octets));
    }

    /** The one executable jar of a module, as it was built last. */
    static Path jar(String module) throws IOException {
        try (Stream<Path> built = Files.list(Path.of(module, "target"))) {
            return built.filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(module + " is not built"))
                    .toAbsolutePath();
        }
    }

    /** All kinds of alerts to this port, with octet counting. */
    static SyslogSettings settings(Transport transport, int port) {
        AdvancedSettings defaults = AdvancedSettings.defaults(transport, SyslogFormat.RFC5424);
        return new SyslogSettings(
                true,
                SENSOR,
                new SiemEndpoint("127.0.0.1", port),
                transport,
                SyslogFormat.RFC5424,
                new Notifications(true, true, true),
                null,
                new AdvancedSettings(
                        Framing.OCTET_COUNTING,
                        defaults.dialect(),
                        defaults.securityFacility(),
                        defaults.healthFacility(),
                        defaults.rfc3164TimeZone(),
                        defaults.maxMessageBytes(),
                        defaults.byteOrderMark()));
    }

    /** Logs stay; data would fill the disk by and by. */
    @Override
    public void close() throws IOException, InterruptedException {
        for (ReceiverProcess receiver : receivers.values()) {
            receiver.close();
        }
        cluster.close();
        broker.close();
        delete(directory.resolve("kafka"));
    }

    static void delete(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
