package io.bellwire.sender;

import io.bellwire.schemas.Heartbeat;
import io.bellwire.schemas.InstanceId;
import io.bellwire.schemas.Service;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.TopicCreation;
import io.bellwire.schemas.Topics;
import io.bellwire.sender.messagetest.MessageTester;
import io.bellwire.sender.transport.ConnectionLimits;
import io.bellwire.sender.transport.NameService;
import io.bellwire.sender.transport.NetworkThread;
import io.bellwire.sender.transport.SiemTls;
import io.bellwire.settings.SettingsFollower;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/** Puts the sender together; how to reach Kafka comes from {@code spring.kafka}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SenderProperties.class)
class SenderConfiguration {

    /** Made once the topics are there, since whoever asks for their names goes on to use them. */
    @Bean
    Topics topics(SenderProperties properties, KafkaAdmin admin) {
        Topics topics = properties.topics();
        TopicCreation.ensure(
                admin.getConfigurationProperties(),
                topics,
                Topic.SYSLOG_MESSAGES,
                Topic.SETTINGS,
                Topic.INSTANCES,
                Topic.DELIVERIES,
                Topic.REJECTED);
        return topics;
    }

    @Bean(initMethod = "start")
    SettingsFollower settingsFollower(ConsumerFactory<?, ?> kafka, Topics topics) {
        return new SettingsFollower(kafka.getConfigurationProperties(), topics);
    }

    @Bean
    StatusBoard statusBoard() {
        return new StatusBoard();
    }

    @Bean
    SenderMetrics senderMetrics(MeterRegistry registry, StatusBoard board) {
        return new SenderMetrics(registry, board);
    }

    @Bean
    NetworkThread networkThread() {
        return new NetworkThread();
    }

    @Bean(initMethod = "begin")
    TlsRenewal tlsRenewal(SenderProperties properties) {
        return new TlsRenewal(new SiemTls(properties.tlsFiles()), System::nanoTime);
    }

    @Bean
    SiemConnection siemConnection(
            SenderProperties properties, TlsRenewal tls, NetworkThread network, SenderMetrics metrics) {
        return new SiemConnection(
                ConnectionLimits.connectWithin(properties.connectTimeout()),
                NameService.SYSTEM,
                tls,
                network,
                properties.backoff(),
                metrics,
                Clock.systemUTC(),
                System::nanoTime);
    }

    @Bean
    KafkaProducer<byte[], byte[]> senderProducer(ProducerFactory<?, ?> kafka) {
        return SenderProducer.open(kafka.getConfigurationProperties());
    }

    @Bean
    DeliveryLoop deliveryLoop(
            SenderProperties properties,
            ConsumerFactory<?, ?> kafka,
            Topics topics,
            SettingsFollower settings,
            SiemConnection connection,
            KafkaProducer<byte[], byte[]> producer,
            SenderMetrics metrics,
            StatusBoard board) {
        Map<String, Object> cluster = kafka.getConfigurationProperties();
        Clock clock = Clock.systemUTC();
        DeliveryWindow window = new DeliveryWindow(properties.windowSize().toBytes(), properties.windowMessages());
        DeliveryReceipts receipts = new DeliveryReceipts(producer, topics, window, System::nanoTime);
        return new DeliveryLoop(
                properties.sensorOn(InstanceId.localHostName()),
                settings::current,
                connection,
                () -> new DeliveryRun(
                        SenderConsumer.open(cluster, topics),
                        topics.name(Topic.SYSLOG_MESSAGES),
                        connection,
                        new RejectedMessages(producer, topics, metrics),
                        receipts,
                        window,
                        new ProofSchedule(properties.unprovenMax(), clock),
                        metrics,
                        clock,
                        System::nanoTime),
                board);
    }

    /** What it lacks must not keep this program from delivering. */
    @Bean(initMethod = "start")
    MessageTester messageTester(
            SenderProperties properties,
            KafkaAdmin admin,
            ConsumerFactory<?, ?> kafka,
            Topics topics,
            InstanceId id,
            KafkaProducer<byte[], byte[]> producer) {
        TopicCreation.ensureIfPossible(
                admin.getConfigurationProperties(),
                topics,
                "test messages cannot be sent",
                Topic.TEST_REQUESTS,
                Topic.TEST_RESULTS);
        return new MessageTester(
                kafka.getConfigurationProperties(),
                topics,
                id.name(),
                properties.tlsFiles(),
                NameService.SYSTEM,
                producer,
                Clock.systemUTC(),
                System::nanoTime);
    }

    @Bean
    InstanceId instanceId(@Value("${server.port}") int port) {
        // A port that the system chooses is not known yet, and tells no process from its neighbours.
        return InstanceId.of(
                Service.SYSLOG_SENDER,
                InstanceId.localHostName(),
                port == 0 ? (int) ProcessHandle.current().pid() : port);
    }

    /** Whoever hears of this sensor may ask it for a test message. */
    @Bean(initMethod = "start")
    @DependsOn("messageTester")
    Heartbeat heartbeat(
            SenderProperties properties,
            ProducerFactory<?, ?> kafka,
            Topics topics,
            InstanceId id,
            StatusBoard board,
            SenderMetrics metrics) {
        String sensor = properties.sensorOn(InstanceId.localHostName());
        Heartbeat heartbeat =
                new Heartbeat(kafka.getConfigurationProperties(), topics, id, Clock.systemUTC(), status -> {
                    SenderStatus now = board.current();
                    return status.setSensor(sensor)
                            .setState(now.state())
                            .setConnection(now.connection())
                            .setBacklog(now.backlog())
                            .setSettingsRevision(now.settingsRevision())
                            .setLastError(now.lastError())
                            .setCertificateExpiresAt(now.certificateExpiresAt())
                            .setConnectionChanges(now.connectionChanges())
                            .setHandled(metrics.delivered());
                });
        board.onChange(heartbeat::beatNow);
        return heartbeat;
    }
}
