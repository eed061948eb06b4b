package io.bellwire.config.instances;

import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.InstanceStatus;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the topic of heartbeats as small as the house: takes back what instances left behind that are gone for good, and
 * notes the sensors. Every config-service does so, which costs a record written twice and needs no leader; an instance
 * that was forgotten too early is back with its next heartbeat.
 */
public final class InstanceUpkeep implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(InstanceUpkeep.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final Duration WRITE_MAX = Duration.ofSeconds(5);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(1);

    private final InstanceRegistry registry;
    private final String topic;
    private final AvroSerde<InstanceStatus> serde = AvroSerde.instances();
    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService timer;

    /** @param producerConfiguration how to reach the cluster, as Kafka's {@code ProducerConfig} has it */
    public InstanceUpkeep(Map<String, Object> producerConfiguration, Topics topics, InstanceRegistry registry) {
        this.registry = registry;
        this.topic = topics.name(Topic.INSTANCES);
        Map<String, Object> configuration = new HashMap<>(producerConfiguration);
        configuration.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        configuration.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        configuration.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1 << 20);
        configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
        configuration.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
        configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 3_000);
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        this.producer = new KafkaProducer<>(configuration);
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "instance-upkeep");
            thread.setDaemon(true);
            return thread;
        });
    }

    public void start() {
        var unused = timer.scheduleWithFixedDelay(this::tend, 0, PERIOD.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        producer.close(CLOSE_MAX);
    }

    /** What cannot be written now is due again next time. */
    void tend() {
        Upkeep due = registry.due();
        try {
            for (String key : due.forgotten()) {
                write(key, null);
                log.atInfo().addKeyValue("instance", key).log("Forgotten after a long silence");
            }
            for (Sighting sensor : due.notes()) {
                write(InstanceSightings.noteKey(sensor), serde.serialize(note(sensor)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            log.atWarn().addKeyValue("topic", topic).setCause(e).log("Instances not tidied up, trying again");
        }
    }

    /** When it was heard of last, by the clock of this process, in place of what the sensor's own clock said. */
    private static InstanceStatus note(Sighting sensor) {
        return InstanceStatus.newBuilder(sensor.status())
                .setReportedAt(sensor.seenAt())
                .build();
    }

    private void write(String key, byte @Nullable [] value)
            throws InterruptedException, ExecutionException, TimeoutException {
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))
                .get(WRITE_MAX.toMillis(), TimeUnit.MILLISECONDS);
    }
}
