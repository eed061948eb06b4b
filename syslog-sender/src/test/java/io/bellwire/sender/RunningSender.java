package io.bellwire.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.InstanceState;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import io.bellwire.sender.transport.ConnectionLimits;
import io.bellwire.sender.transport.NameService;
import io.bellwire.sender.transport.NetworkThread;
import io.bellwire.sender.transport.SiemTls;
import io.bellwire.sender.transport.TlsFiles;
import io.bellwire.settings.SettingsFollower;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;

/** A sender as the program puts it together, without Spring. */
final class RunningSender implements AutoCloseable {
    /** Files are looked at ten times a second instead of every five. */
    private static final int TLS_LOOKS_FASTER = 50;

    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final StatusBoard board = new StatusBoard();
    private final NetworkThread network = new NetworkThread();
    private final SettingsFollower settings;
    private final KafkaProducer<byte[], byte[]> producer;
    private final DeliveryLoop loop;

    RunningSender(Map<String, Object> kafka, Topics topics, String sensor, TlsFiles files, NameService names) {
        this(kafka, topics, sensor, files, names, Duration.ofMinutes(5), 1);
    }

    /** @param faster how much faster than in truth time passes for what waits, but for the delivery window */
    RunningSender(
            Map<String, Object> kafka,
            Topics topics,
            String sensor,
            TlsFiles files,
            NameService names,
            Duration unprovenMax,
            int faster) {
        settings = new SettingsFollower(kafka, topics);
        settings.start();
        SenderMetrics metrics = new SenderMetrics(registry, board);
        producer = SenderProducer.open(kafka);
        Clock clock = Clock.systemUTC();
        SiemConnection connection = new SiemConnection(
                ConnectionLimits.connectWithin(Duration.ofSeconds(5)),
                names,
                new TlsRenewal(new SiemTls(files), () -> System.nanoTime() * TLS_LOOKS_FASTER),
                network,
                new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2)),
                metrics,
                clock,
                () -> System.nanoTime() * faster);
        DeliveryWindow window = new DeliveryWindow(128 << 20, 1_000_000);
        DeliveryReceipts receipts = new DeliveryReceipts(producer, topics, window, System::nanoTime);
        loop = new DeliveryLoop(
                sensor,
                settings::current,
                connection,
                () -> new DeliveryRun(
                        SenderConsumer.open(kafka, topics),
                        topics.name(Topic.SYSLOG_MESSAGES),
                        connection,
                        new RejectedMessages(producer, topics, metrics),
                        receipts,
                        window,
                        new ProofSchedule(unprovenMax, clock),
                        metrics,
                        clock,
                        System::nanoTime),
                board);
        loop.start();
    }

    SenderStatus status() {
        return board.current();
    }

    /** Waits until it is connected and all messages of its partitions are committed. */
    void awaitBacklogOfZero() {
        await().atMost(WITHIN).untilAsserted(() -> {
            assertThat(status().state()).isEqualTo(InstanceState.DELIVERING);
            assertThat(status().backlog()).isZero();
        });
    }

    double count(String counter) {
        return registry.find(counter).counters().stream()
                .mapToDouble(found -> found.count())
                .sum();
    }

    long delaysObserved() {
        return registry.get("bellwire.delivery.delay").timer().count();
    }

    @Override
    public void close() {
        loop.stop();
        settings.close();
        producer.close();
        network.close();
    }
}
