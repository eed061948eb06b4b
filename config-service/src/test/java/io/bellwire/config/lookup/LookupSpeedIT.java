package io.bellwire.config.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.config.PipelineRecords;
import io.bellwire.config.TestBroker;
import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.DeliveryReceipt;
import io.bellwire.schemas.FormattingReceipt;
import io.bellwire.schemas.MessageHeaders;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.Transport;
import io.bellwire.settings.Notifications;
import io.bellwire.settings.SettingsFollower;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** How long an answer takes with so many alerts kept, all of them delivered: {@code -Dbellwire.lookup.alerts=1000000}. */
@EnabledIfSystemProperty(named = "bellwire.lookup.alerts", matches = "[0-9]+")
class LookupSpeedIT {
    private static final int PARTITIONS = 12;
    private static final int ALERTS_A_TRANSACTION = 500;
    private static final Duration ANSWER_MAX = Duration.ofSeconds(2);
    private static final Instant TIME = PipelineRecords.ACCEPTED_AT;

    private static final AvroSerde<FormattingReceipt> FORMATTINGS = AvroSerde.formattings();
    private static final AvroSerde<DeliveryReceipt> DELIVERIES = AvroSerde.deliveries();

    private final long[] next = new long[PARTITIONS];
    private final long[] untold = new long[PARTITIONS];

    @Test
    void answersWithinTwoSeconds() throws Exception {
        int count = Integer.getInteger("bellwire.lookup.alerts");
        try (TestBroker broker = TestBroker.start();
                PipelineRecords records = new PipelineRecords(broker, "speed.", PARTITIONS)) {
            records.settings(1, Notifications.DEFAULTS, null);
            fill(broker, records.topics(), count);
            try (SettingsFollower settings = new SettingsFollower(broker.kafka(), records.topics());
                    ReaderPool pool = new ReaderPool(broker.kafka())) {
                settings.start();
                long begin = System.nanoTime();
                Readers.open(broker.kafka(), 0).close();
                System.out.println("LOOKUP opening readers: " + (System.nanoTime() - begin) / 1_000_000 + " ms");
                AlertLookup lookup = new AlertLookup(pool, records.topics(), settings, System::nanoTime);
                for (int round = 1; round <= 5; round++) {
                    ask(lookup, "newest", id(count - 1));
                    ask(lookup, "middle", id(count / 2));
                    ask(lookup, "oldest", id(0));
                    ask(lookup, "absent", "absent");
                }
            }
        }
    }

    /** Asks until the alert is found or all was searched, as whoever looks for it does. */
    private static void ask(AlertLookup lookup, String what, String id) {
        List<Long> millis = new ArrayList<>();
        Instant before = null;
        AlertAnswer answer;
        do {
            long begin = System.nanoTime();
            answer = lookup.find(new AlertQuery(id, null, before));
            millis.add((System.nanoTime() - begin) / 1_000_000);
            before = answer.searchedBackTo();
        } while (answer.messages().isEmpty() && !answer.complete());
        System.out.println("LOOKUP " + what + ": answers after " + millis + " ms, "
                + (answer.messages().isEmpty()
                        ? "not found"
                        : answer.messages().get(0).state().word()));
        assertThat(millis).allMatch(each -> each < ANSWER_MAX.toMillis());
        assertThat(answer.messages().isEmpty()).isEqualTo("absent".equals(id));
    }

    private void fill(TestBroker broker, Topics topics, int count) {
        Map<String, Object> configuration = new HashMap<>(broker.kafka());
        configuration.put("compression.type", "lz4");
        configuration.put("linger.ms", 20);
        configuration.put("batch.size", 256 << 10);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                alertWithMessage(producer, topics, id(i));
            }
            for (int partition = 0; partition < PARTITIONS; partition++) {
                receipts(producer, topics, partition);
            }
        }
    }

    private void alertWithMessage(KafkaProducer<byte[], byte[]> producer, Topics topics, String id) {
        byte[] key = id.getBytes(StandardCharsets.US_ASCII);
        int partition = BuiltInPartitioner.partitionForKey(key, PARTITIONS);
        // What a real alert holds does not compress to nothing.
        byte[] random = new byte[300];
        ThreadLocalRandom.current().nextBytes(random);
        String text = id + " " + Base64.getEncoder().encodeToString(random);
        var unused = producer.send(
                new ProducerRecord<>(topics.name(Topic.ALERTS), key, PipelineRecords.alert(id, TIME, text)));
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(
                topics.name(Topic.SYSLOG_MESSAGES), key, (text + text).getBytes(StandardCharsets.US_ASCII));
        message.headers()
                .add(MessageHeaders.ALERT_PARTITION, MessageHeaders.value(partition))
                .add(MessageHeaders.ALERT_OFFSET, MessageHeaders.value(next[partition]))
                .add(MessageHeaders.ACCEPTED_AT, MessageHeaders.value(TIME.toEpochMilli()))
                .add(MessageHeaders.SETTINGS_REVISION, MessageHeaders.value(1))
                .add(MessageHeaders.KIND, MessageHeaders.value("new-security-alert"));
        unused = producer.send(message);
        next[partition]++;
        if (next[partition] - untold[partition] == ALERTS_A_TRANSACTION) {
            receipts(producer, topics, partition);
        }
    }

    private void receipts(KafkaProducer<byte[], byte[]> producer, Topics topics, int partition) {
        long first = untold[partition];
        long last = next[partition] - 1;
        untold[partition] = next[partition];
        byte[] key = MessageHeaders.value(partition);
        var unused = producer.send(new ProducerRecord<>(
                topics.name(Topic.FORMATTINGS),
                key,
                FORMATTINGS.serialize(new FormattingReceipt(partition, first, last, 1L))));
        unused = producer.send(new ProducerRecord<>(
                topics.name(Topic.DELIVERIES),
                key,
                DELIVERIES.serialize(
                        new DeliveryReceipt(partition, first, last, "siem", 6514, Transport.TLS, 1L, TIME, TIME))));
    }

    private static String id(int number) {
        return "a3f1c2d4-0000-4000-8000-" + number;
    }
}
