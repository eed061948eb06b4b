package io.bellwire.config.sensors;

import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.InstanceStatus;
import io.bellwire.schemas.Service;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.TopicFollower;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.UndecodableRecordException;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SettingsFollower;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows the sensors by listening to the heartbeats of all syslog-senders. Thread-safe. */
public final class SensorRegistry implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SensorRegistry.class);
    private static final Duration START_MAX = Duration.ofMinutes(1);

    private final TopicFollower topic;
    private final SettingsFollower settings;
    private final Clock clock;
    private final AvroSerde<InstanceStatus> serde = AvroSerde.instances();
    private final SensorSightings sightings = new SensorSightings();
    private volatile boolean caughtUp;

    /** @param consumerConfiguration how to reach the cluster, as Kafka's {@code ConsumerConfig} has it */
    public SensorRegistry(
            Map<String, Object> consumerConfiguration, Topics topics, SettingsFollower settings, Clock clock) {
        this.topic = new TopicFollower(consumerConfiguration, topics.name(Topic.INSTANCES), this::read);
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Starts and waits until all heartbeats that Kafka keeps are known.
     *
     * @throws IllegalStateException when that takes longer than a minute
     */
    public void start() {
        topic.start(START_MAX);
        caughtUp = true;
    }

    /** All sensors by name, the designated one among them even if it was never heard of here. */
    public List<Sensor> sensors() {
        SavedSettings current = settings.current();
        return sightings.at(
                clock.instant(), current == null ? null : current.settings().sensor());
    }

    /** Every name that an operator may choose: heard of, or chosen before. */
    public Set<String> names() {
        Set<String> names = sightings.names();
        settings.revisions().forEach(saved -> names.add(saved.settings().sensor()));
        return names;
    }

    @Override
    public void close() {
        topic.close();
    }

    private void read(ConsumerRecord<byte[], byte[]> entry) {
        if (entry.key() == null) {
            return;
        }
        String instance = new String(entry.key(), StandardCharsets.UTF_8);
        if (entry.value() == null) {
            sightings.stopped(instance);
            return;
        }
        try {
            InstanceStatus status = serde.deserialize(entry.value());
            if (status.getService() == Service.SYSLOG_SENDER) {
                sightings.heard(instance, status, seenAt(entry));
            }
        } catch (UndecodableRecordException e) {
            log.atDebug().addKeyValue("offset", entry.offset()).setCause(e).log("Heartbeat cannot be read");
        }
    }

    /**
     * A heartbeat that arrives while we listen is of now, however the clocks of others go; of an older one the broker's
     * time is all there is.
     */
    private Instant seenAt(ConsumerRecord<byte[], byte[]> entry) {
        Instant now = clock.instant();
        Instant appended = Instant.ofEpochMilli(entry.timestamp());
        return caughtUp || appended.isAfter(now) ? now : appended;
    }
}
