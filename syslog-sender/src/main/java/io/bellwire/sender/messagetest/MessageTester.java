package io.bellwire.sender.messagetest;

import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.TestRequest;
import io.bellwire.schemas.TestResult;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.TopicFollower;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.UndecodableRecordException;
import io.bellwire.sender.messagetest.MessageTest.Surroundings;
import io.bellwire.sender.transport.NameService;
import io.bellwire.sender.transport.NetworkThread;
import io.bellwire.sender.transport.SiemTls;
import io.bellwire.sender.transport.TlsFiles;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SyslogSettings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests for test messages that name this instance, one at a time, whether its sensor is designated or not. It
 * shares neither thread, connection nor certificate files with delivery.
 */
public final class MessageTester implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MessageTester.class);
    private static final Duration START_MAX = Duration.ofSeconds(10);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(2);
    /** More than these expire before it is their turn. */
    private static final int WAITING_MAX = 8;

    private final String instance;
    private final TlsFiles files;
    private final Producer<byte[], byte[]> producer;
    private final String resultsTopic;
    private final Surroundings around;
    private final TopicFollower requests;
    private final AvroSerde<TestRequest> requestSerde = AvroSerde.testRequests();
    private final AvroSerde<TestResult> resultSerde = AvroSerde.testResults();
    private final SecureRandom random = new SecureRandom();
    private final ThreadPoolExecutor oneAtATime = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            MessageTester::thread,
            new ThreadPoolExecutor.DiscardPolicy());

    /**
     * @param consumerConfiguration how to reach the cluster, as Kafka's {@code ConsumerConfig} has it
     * @param instance as this program's heartbeats name it
     * @param producer writes the results; shared
     */
    public MessageTester(
            Map<String, Object> consumerConfiguration,
            Topics topics,
            String instance,
            TlsFiles files,
            NameService names,
            Producer<byte[], byte[]> producer,
            Clock clock,
            LongSupplier nanoTime) {
        this.instance = instance;
        this.files = files;
        this.producer = producer;
        this.resultsTopic = topics.name(Topic.TEST_RESULTS);
        this.around = new Surroundings(
                names, new NetworkThread(), TestLimits.DEFAULTS, clock, nanoTime, new CountDownLatch(1));
        this.requests = TopicFollower.ofNewRecords(consumerConfiguration, topics.name(Topic.TEST_REQUESTS), this::read);
    }

    /** Answers requests that come from now on; where they cannot be read it goes on trying, and says so in the log. */
    public void start() {
        if (!requests.begin(START_MAX)) {
            log.warn("Requests for test messages cannot be read yet: until then none is sent");
        }
    }

    /** A test that is underway is given up. */
    @Override
    public void close() {
        around.stopping().countDown();
        oneAtATime.shutdownNow();
        requests.close();
        try {
            var unused = oneAtATime.awaitTermination(CLOSE_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        around.network().close();
    }

    private void read(ConsumerRecord<byte[], byte[]> entry) {
        if (entry.value() == null) {
            return;
        }
        try {
            TestRequest request = requestSerde.deserialize(entry.value());
            if (request.getInstance().equals(instance)) {
                oneAtATime.execute(() -> answer(request));
            }
        } catch (UndecodableRecordException e) {
            log.atWarn()
                    .addKeyValue("topic", entry.topic())
                    .addKeyValue("offset", entry.offset())
                    .setCause(e)
                    .log("Test request cannot be read and is passed over");
        }
    }

    private void answer(TestRequest request) {
        if (!around.clock().instant().isBefore(request.getExpiresAt())) {
            log.atWarn()
                    .addKeyValue("expiredAt", request.getExpiresAt())
                    .log("Test request had expired when its turn came, nothing is sent");
            return;
        }
        TestProgress progress = new TestProgress(request.getId(), instance, this::publish, around.nanoTime());
        try {
            SyslogSettings settings = settings(request);
            new MessageTest(settings, marker(), new SiemTls(files), around, progress).run();
        } catch (UndecodableRecordException e) {
            log.atWarn().setCause(e).log("Settings of a test request cannot be read");
            progress.finish(
                    false,
                    "Nothing was sent: this sensor runs a version of Bellwire that cannot read these settings."
                            + " Next: bring config-service and syslog-sender to the same version.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("Test message failed");
            progress.finish(
                    false, "The sensor failed over this test: " + e + ". Next: look at the sensor's log, report it.");
        }
    }

    private static SyslogSettings settings(TestRequest request) throws UndecodableRecordException {
        ByteBuffer settings = request.getSettings();
        byte[] bytes = new byte[settings.remaining()];
        settings.duplicate().get(bytes);
        return SavedSettings.fromBytes(bytes).settings();
    }

    private String marker() {
        return String.format("bellwire-test-%08x", random.nextInt());
    }

    private void publish(TestResult result) {
        if (result.getFinished()) {
            log.atInfo()
                    .addKeyValue("address", result.getAddress())
                    .addKeyValue("delivered", result.getDelivered())
                    .addKeyValue("reason", result.getVerdict())
                    .log("Test message finished");
        }
        byte[] key = result.getId().getBytes(StandardCharsets.UTF_8);
        try {
            var unused = producer.send(
                    new ProducerRecord<>(resultsTopic, key, resultSerde.serialize(result)), (metadata, failure) -> {
                        if (failure != null) {
                            lost(failure);
                        }
                    });
        } catch (KafkaException e) {
            lost(e);
        }
    }

    private void lost(Exception failure) {
        log.atWarn().addKeyValue("topic", resultsTopic).setCause(failure).log("Test result could not be written");
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "message-test");
        thread.setDaemon(true);
        return thread;
    }
}
