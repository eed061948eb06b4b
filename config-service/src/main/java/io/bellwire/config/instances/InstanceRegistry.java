package io.bellwire.config.instances;

import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.InstanceStatus;
import io.bellwire.schemas.Service;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.TopicFollower;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows which processes of Bellwire run by listening to their heartbeats. Thread-safe. */
public final class InstanceRegistry implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(InstanceRegistry.class);
    private static final Duration START_MAX = Duration.ofMinutes(1);

    private final TopicFollower topic;
    private final Clock clock;
    private final AvroSerde<InstanceStatus> serde = AvroSerde.instances();
    private final InstanceSightings sightings = new InstanceSightings();
    private volatile boolean caughtUp;

    /** @param consumerConfiguration how to reach the cluster, as Kafka's {@code ConsumerConfig} has it */
    public InstanceRegistry(Map<String, Object> consumerConfiguration, Topics topics, Clock clock) {
        this.topic = new TopicFollower(consumerConfiguration, topics.name(Topic.INSTANCES), this::read);
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

    /** The instances of a service that were heard of in the last 5 seconds, by name. */
    public List<Sighting> alive(Service service) {
        return sightings.alive(service, clock.instant());
    }

    /** All instances of a service that are known, also those that have been silent for less than a day, by name. */
    public List<Sighting> known(Service service) {
        return sightings.known(service);
    }

    /** Every sensor that is known, with the last that one of its instances said. */
    public Map<String, Sighting> sensors() {
        return sightings.sensors();
    }

    Upkeep due() {
        return sightings.due(clock.instant());
    }

    @Override
    public void close() {
        topic.close();
    }

    private void read(ConsumerRecord<byte[], byte[]> entry) {
        if (entry.key() == null) {
            return;
        }
        String key = new String(entry.key(), StandardCharsets.UTF_8);
        if (entry.value() == null) {
            sightings.removed(key, seenAt(entry));
            return;
        }
        try {
            InstanceStatus status = serde.deserialize(entry.value());
            boolean note = InstanceSightings.isNote(key);
            sightings.heard(key, status, note ? notInFuture(status.getReportedAt()) : seenAt(entry));
        } catch (UndecodableRecordException e) {
            log.atDebug().addKeyValue("offset", entry.offset()).setCause(e).log("Heartbeat cannot be read");
        }
    }

    /**
     * A heartbeat that arrives while we listen is of now, however the clocks of others go; of an older one the broker's
     * time is all there is.
     */
    private Instant seenAt(ConsumerRecord<byte[], byte[]> entry) {
        return caughtUp ? clock.instant() : notInFuture(Instant.ofEpochMilli(entry.timestamp()));
    }

    private Instant notInFuture(Instant time) {
        Instant now = clock.instant();
        return time.isAfter(now) ? now : time;
    }
}
