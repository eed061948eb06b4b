package io.bellwire.config.messagetest;

import io.bellwire.config.answers.KafkaAwayException;
import io.bellwire.config.instances.InstanceRegistry;
import io.bellwire.config.instances.Sighting;
import io.bellwire.config.messagetest.KnownTest.Begun;
import io.bellwire.config.messagetest.MessageTest.State;
import io.bellwire.config.pipeline.WaitingRecords;
import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.InstanceState;
import io.bellwire.schemas.Service;
import io.bellwire.schemas.TestRequest;
import io.bellwire.schemas.TestResult;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.TopicFollower;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.UndecodableRecordException;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SyslogSettings;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has sensors send test messages with settings that nobody has saved. Every config-service hears of every test that is
 * begun while it runs, so that any of them can tell how far it is. Thread-safe.
 */
public final class MessageTests implements AutoCloseable {
    /** How long a sensor has, from the request to the verdict. */
    public static final Duration ANSWER_MAX = Duration.ofSeconds(15);

    private static final Logger log = LoggerFactory.getLogger(MessageTests.class);
    private static final Duration START_MAX = Duration.ofMinutes(1);
    private static final long ANY_REVISION = 1;

    private final InstanceRegistry instances;
    private final Supplier<Set<String>> knownSensors;
    private final WaitingRecords waiting;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final TestMemory memory;
    private final TestRequests requests;
    private final List<TopicFollower> followers;
    private final AvroSerde<TestRequest> requestSerde = AvroSerde.testRequests();
    private final AvroSerde<TestResult> resultSerde = AvroSerde.testResults();

    /**
     * @param cluster how to reach it, as Kafka's clients are configured
     * @param knownSensors the names of all that were ever heard of
     * @param waiting shows whether Kafka answers
     */
    MessageTests(
            Cluster cluster,
            InstanceRegistry instances,
            Supplier<Set<String>> knownSensors,
            WaitingRecords waiting,
            Clock clock,
            LongSupplier nanoTime) {
        this.instances = instances;
        this.knownSensors = knownSensors;
        this.waiting = waiting;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.memory = new TestMemory(nanoTime);
        this.requests = new TestRequests(cluster.producers(), cluster.topics());
        this.followers = List.of(
                TopicFollower.ofNewRecords(
                        cluster.consumers(), cluster.topics().name(Topic.TEST_REQUESTS), this::readRequest),
                TopicFollower.ofNewRecords(
                        cluster.consumers(), cluster.topics().name(Topic.TEST_RESULTS), this::readResult));
    }

    /** How to reach Kafka, and what it is called there. */
    record Cluster(Map<String, Object> consumers, Map<String, Object> producers, Topics topics) {}

    void start() {
        followers.forEach(follower -> follower.start(START_MAX));
    }

    @Override
    public void close() {
        followers.forEach(TopicFollower::close);
        requests.close();
    }

    /**
     * Asks an instance of the settings' sensor, the one that delivers if any does, to send a test message by these
     * settings.
     *
     * @param askedBy the user
     * @return the id by which to ask how far it is
     * @throws UnknownSensorException when the sensor was never heard of
     * @throws SensorSilentException when it is offline
     * @throws KafkaAwayException when Kafka did not take the request in time
     */
    public String begin(SyslogSettings settings, String askedBy) {
        Instant now = clock.instant();
        Sighting sender = senderOf(settings.sensor());
        String id = UUID.randomUUID().toString();
        String instance = sender.status().getInstance();
        requests.send(TestRequest.newBuilder()
                .setId(id)
                .setInstance(instance)
                .setExpiresAt(clockOf(sender, now).plus(ANSWER_MAX))
                .setSettings(ByteBuffer.wrap(new SavedSettings(ANY_REVISION, now, askedBy, settings).toBytes()))
                .build());
        memory.begun(id, new Begun(settings.sensor(), instance, settings.transport()));
        log.atInfo()
                .addKeyValue("sensor", settings.sensor())
                .addKeyValue("instance", instance)
                .addKeyValue("endpoint", settings.endpoint())
                .addKeyValue("askedBy", askedBy)
                .log("Test message asked for");
        return id;
    }

    /** How far the test is; empty when it was not begun in the last ten minutes, or before this process started. */
    public Optional<MessageTest> find(String id) {
        KnownTest test = memory.find(id);
        return test == null || test.begun() == null ? Optional.empty() : Optional.of(told(id, test, test.begun()));
    }

    /**
     * Waits until the test is finished, at most for as long as its sensor has, and tells how far it is.
     *
     * @throws SensorSilentException when too many others were begun meanwhile to keep this one in sight
     */
    MessageTest await(String id) throws InterruptedException {
        memory.awaitFinished(id, ANSWER_MAX);
        return find(id).orElseThrow(() -> new SensorSilentException(TroubleWords.LOST));
    }

    private Sighting senderOf(String sensor) {
        Optional<Sighting> alive = instances.alive(Service.SYSLOG_SENDER).stream()
                .filter(sender -> sensor.equals(sender.status().getSensor()))
                .max(Comparator.comparing((Sighting sender) -> sender.status().getState() == InstanceState.DELIVERING)
                        .thenComparing(Sighting::seenAt));
        if (alive.isPresent()) {
            return alive.get();
        }
        requireKafka();
        if (!knownSensors.get().contains(sensor)) {
            throw new UnknownSensorException(sensor);
        }
        Sighting last = instances.sensors().get(sensor);
        throw new SensorSilentException(TroubleWords.offline(sensor, last == null ? null : last.seenAt()));
    }

    /** Without Kafka nothing is heard of anybody. */
    private void requireKafka() {
        try {
            var unused = waiting.beforeEachStage();
        } catch (KafkaAwayException e) {
            throw new KafkaAwayException(TestRequests.NOT_ASKED, e);
        }
    }

    /** What the sender's own clock shows by now, as far as its last heartbeat tells. */
    private static Instant clockOf(Sighting sender, Instant now) {
        return sender.status().getReportedAt().plus(Duration.between(sender.seenAt(), now));
    }

    private MessageTest told(String id, KnownTest test, Begun begun) {
        TestResult result = test.result();
        State state = state(test);
        return new MessageTest(
                id,
                begun.sensor(),
                state,
                test.steps().stream()
                        .map(step ->
                                new MessageTest.Step(step.getStep(), step.getOk(), step.getDetail(), step.getMillis()))
                        .toList(),
                test.isFinished() ? null : test.currentStep(),
                result != null && result.getDelivered(),
                result == null ? null : result.getAddress(),
                result == null ? null : result.getMessage(),
                result == null ? null : result.getMarker(),
                result == null ? null : result.getVerdict(),
                trouble(state, test, begun));
    }

    private State state(KnownTest test) {
        if (test.isFinished()) {
            return State.FINISHED;
        }
        return isLate(test) ? State.OVERDUE : State.RUNNING;
    }

    private boolean isLate(KnownTest test) {
        return test.lasted(nanoTime.getAsLong()).compareTo(ANSWER_MAX) >= 0;
    }

    private @Nullable String trouble(State state, KnownTest test, Begun begun) {
        return switch (state) {
            case RUNNING -> null;
            case FINISHED -> isLate(test) ? TroubleWords.late(begun, test.lasted(nanoTime.getAsLong())) : null;
            case OVERDUE ->
                TroubleWords.overdue(
                        begun, isAlive(begun.instance()), test.result() == null ? null : test.currentStep());
        };
    }

    private boolean isAlive(String instance) {
        return instances.alive(Service.SYSLOG_SENDER).stream()
                .anyMatch(sender -> sender.status().getInstance().equals(instance));
    }

    private void readRequest(ConsumerRecord<byte[], byte[]> entry) {
        if (entry.value() == null) {
            return;
        }
        try {
            TestRequest request = requestSerde.deserialize(entry.value());
            ByteBuffer bytes = request.getSettings().duplicate();
            byte[] saved = new byte[bytes.remaining()];
            bytes.get(saved);
            SyslogSettings settings = SavedSettings.fromBytes(saved).settings();
            memory.begun(request.getId(), new Begun(settings.sensor(), request.getInstance(), settings.transport()));
        } catch (UndecodableRecordException | IllegalArgumentException e) {
            unreadable(entry, e);
        }
    }

    private void readResult(ConsumerRecord<byte[], byte[]> entry) {
        if (entry.value() == null) {
            return;
        }
        try {
            memory.heard(resultSerde.deserialize(entry.value()));
        } catch (UndecodableRecordException e) {
            unreadable(entry, e);
        }
    }

    private static void unreadable(ConsumerRecord<byte[], byte[]> entry, Exception cause) {
        log.atWarn()
                .addKeyValue("topic", entry.topic())
                .addKeyValue("offset", entry.offset())
                .setCause(cause)
                .log("Record of a test message cannot be read and is passed over");
    }
}
