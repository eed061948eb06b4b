package io.bellwire.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Service;
import io.bellwire.siem.FakeSiem;
import io.bellwire.siem.SiemSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alerts nearly as long as they may be wait before each stage. They are much alike, as alerts are, so that Kafka holds them in
 * a few megabytes and one poll could bring more than a program has memory.
 */
@Timeout(300)
class LongAlertsIT {
    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final int ALERTS = 6_000;

    /** 55 KB, so that all alerts together are 330 MB; each program has a heap of 256 MiB. */
    private static final String EXTENSION = IntStream.range(0, 14)
            .mapToObj(key -> "\"ext" + key + "\": \"" + "lorem ipsum dolor ".repeat(220) + "\"")
            .collect(Collectors.joining(", ", "\"extension\": {", "}, "));

    private KafkaProcess kafka;
    private Services services;
    private FakeSiem siem;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        kafka = KafkaProcess.start(directory.resolve("broker"));
        services = Services.start(directory, kafka);
        siem = SiemSetup.tcp().countingOnly().listen();
    }

    @AfterEach
    void stop() throws Exception {
        services.close();
        siem.close();
    }

    @Test
    void eachArrives() throws Exception {
        services.stop(Service.ALERT_INGEST);
        produce();
        KafkaView view = new KafkaView(kafka.bootstrapServers());
        services.startAgain(Service.ALERT_INGEST);
        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(view.waiting("bellwire-ingest", "alerts-incoming"))
                        .isZero());

        services.api().save(SettingsJson.tcp(siem.port()).toString());

        siem.awaitMessages(ALERTS, WITHIN);
        assertThat(view.records("rejected")).isEmpty();
    }

    private void produce() {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all", "compression.type", "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int number = 0; number < ALERTS; number++) {
                String id = "long-" + number;
                String alert = AlertJson.security(id, number).replaceFirst("\"message\"", EXTENSION + "\"message\"");
                var unused = producer.send(
                        new ProducerRecord<>("alerts-incoming", id.getBytes(UTF_8), alert.getBytes(UTF_8)));
            }
        }
    }
}
