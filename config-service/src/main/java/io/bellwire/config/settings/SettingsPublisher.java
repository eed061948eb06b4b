package io.bellwire.config.settings;

import io.bellwire.config.answers.KafkaAwayException;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SettingsFollower;
import io.bellwire.settings.SyslogSettings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Saves settings: writes them to the settings topic and waits until its own follower has read them there, which tells
 * whether somebody else was faster. Thread-safe.
 */
public final class SettingsPublisher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SettingsPublisher.class);
    private static final byte[] KEY = "syslog".getBytes(StandardCharsets.UTF_8);
    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
    private static final Duration DELIVERY_MAX = Duration.ofSeconds(6);
    private static final Duration READ_BACK_MAX = Duration.ofSeconds(6);
    /** How far another replica may be ahead of what this one has read of the settings topic. */
    private static final long AHEAD_MAX = 100;

    private static final String UNKNOWN_OUTCOME =
            "it is not known whether the settings were saved: read them before you save again.";
    private static final String NOT_SAVED = "the settings were not saved.";

    private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final SettingsFollower follower;
    private final Clock clock;
    private final Duration readBackMax;

    /** @param producerConfiguration how to reach the cluster, as Kafka's {@code ProducerConfig} has it */
    public SettingsPublisher(
            Map<String, Object> producerConfiguration, Topics topics, SettingsFollower follower, Clock clock) {
        this(producerConfiguration, topics, follower, clock, READ_BACK_MAX);
    }

    /** @param readBackMax how long the follower may take to read what was written */
    SettingsPublisher(
            Map<String, Object> producerConfiguration,
            Topics topics,
            SettingsFollower follower,
            Clock clock,
            Duration readBackMax) {
        Map<String, Object> configuration = new HashMap<>(producerConfiguration);
        configuration.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        configuration.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        configuration.put(ProducerConfig.ACKS_CONFIG, "all");
        configuration.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        configuration.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4 << 20);
        configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) CONNECT_MAX.toMillis());
        configuration.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) CONNECT_MAX.toMillis());
        configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY_MAX.toMillis());
        this.producer = new KafkaProducer<>(configuration);
        this.topic = topics.name(Topic.SETTINGS);
        this.follower = follower;
        this.clock = clock;
        this.readBackMax = readBackMax;
    }

    /**
     * Saves these settings as the revision after the one that the operator saw (0: none).
     *
     * @return what was saved; empty when somebody else was faster, here or on another replica
     * @throws KafkaAwayException when Kafka did not say in time whether they are saved
     */
    public Optional<SavedSettings> save(long basedOn, SyslogSettings settings, Author author) {
        SavedSettings current = follower.current();
        long known = current == null ? 0 : current.revision();
        if (basedOn < known || basedOn > known + AHEAD_MAX) {
            return Optional.empty();
        }
        SavedSettings candidate = new SavedSettings(basedOn + 1, clock.instant(), author.user(), settings);
        try {
            long offset = append(candidate);
            if (!follower.becameRevision(offset, readBackMax)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaAwayException(UNKNOWN_OUTCOME, e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            boolean refused = KafkaAwayException.isForbidden(e);
            describe(log.atWarn(), candidate, author)
                    .setCause(e)
                    .log(refused ? "Settings not saved" : "Not known whether settings were saved");
            throw new KafkaAwayException(refused ? NOT_SAVED : UNKNOWN_OUTCOME, e);
        }
        describe(log.atInfo(), candidate, author).log("Settings saved");
        return Optional.of(candidate);
    }

    private static LoggingEventBuilder describe(LoggingEventBuilder line, SavedSettings candidate, Author author) {
        return line.addKeyValue("settingsRevision", candidate.revision())
                .addKeyValue("savedBy", author.user())
                .addKeyValue("address", author.address())
                .addKeyValue("by", author.by());
    }

    @Override
    public void close() {
        producer.close(CLOSE_MAX);
    }

    private long append(SavedSettings candidate) throws InterruptedException, ExecutionException, TimeoutException {
        RecordMetadata written = producer.send(new ProducerRecord<>(topic, KEY, candidate.toBytes()))
                .get(DELIVERY_MAX.plus(CONNECT_MAX).toMillis(), TimeUnit.MILLISECONDS);
        if (!written.hasOffset()) {
            // The broker found that it has this record already, and no longer knew where: so nor do we.
            throw new TimeoutException("the broker does not tell where the record stands");
        }
        return written.offset();
    }
}
