package io.bellwire.schemas;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once a second in the topic {@code instances} that this process lives and what it does; a clean stop takes it back. */
public final class Heartbeat implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

    private final InstanceId id;
    private final String topic;
    private final UnaryOperator<InstanceStatus.Builder> describe;
    private final Clock clock;
    private final AvroSerde<InstanceStatus> serde = AvroSerde.instances();
    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService timer;
    private volatile boolean failing;

    /**
     * @param producerConfiguration how to reach the cluster, as Kafka's {@code ProducerConfig} has it
     * @param describe fills in what the process does at this moment; called on the heartbeat's own thread
     */
    public Heartbeat(
            Map<String, Object> producerConfiguration,
            Topics topics,
            InstanceId id,
            Clock clock,
            UnaryOperator<InstanceStatus.Builder> describe) {
        this.id = id;
        this.topic = topics.name(Topic.INSTANCES);
        this.describe = describe;
        this.clock = clock;
        Map<String, Object> configuration = new HashMap<>(producerConfiguration);
        configuration.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        configuration.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        configuration.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1 << 20);
        // A heartbeat that is late is worth nothing.
        configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
        configuration.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
        configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 3_000);
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        this.producer = new KafkaProducer<>(configuration);
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "heartbeat-" + id.name());
            thread.setDaemon(true);
            return thread;
        });
    }

    public void start() {
        var unused = timer.scheduleAtFixedRate(this::beat, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sends one now, for a change that others should not learn of only a second later. */
    public void beatNow() {
        timer.execute(this::beat);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        send(null);
        producer.close(CLOSE_MAX);
    }

    private void beat() {
        try {
            send(serde.serialize(describe.apply(InstanceStatus.newBuilder()
                            .setService(id.service())
                            .setInstance(id.name())
                            .setReportedAt(clock.instant()))
                    .build()));
        } catch (RuntimeException e) {
            // An exception would end the timer for good and make a living process look dead.
            failed(e);
        }
    }

    private void send(byte @Nullable [] value) {
        var unused = producer.send(new ProducerRecord<>(topic, id.key(), value), (metadata, failure) -> {
            if (failure == null) {
                failing = false;
            } else {
                failed(failure);
            }
        });
    }

    private void failed(Exception failure) {
        if (!failing) {
            failing = true;
            log.atWarn().addKeyValue("topic", topic).setCause(failure).log("Heartbeat failed, trying again");
        }
    }
}
