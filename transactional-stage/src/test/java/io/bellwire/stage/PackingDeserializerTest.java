package io.bellwire.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.Message;

class PackingDeserializerTest {
    private static final Headers NONE = new RecordHeaders();

    private final PackingDeserializer deserializer = new PackingDeserializer();

    @Test
    void usualValuesStayAsTheyAre() {
        byte[] usual = new byte[PackingDeserializer.PLAIN_MAX];

        assertThat(deserializer.deserialize("t", NONE, usual)).isSameAs(usual);
    }

    @Test
    void longOnesArePackedUntilTheirRecordIsAskedFor() {
        byte[] key = octets(5000);
        byte[] value = octets(60_000);
        ConsumerRecord<?, ?> entry =
                entry(deserializer.deserialize("t", NONE, key), deserializer.deserialize("t", NONE, value));

        assertThat(entry.key()).isInstanceOf(PackedValue.class);
        assertThat(entry.value()).isInstanceOf(PackedValue.class);
        ConsumerRecord<?, ?> handedOver = handedOver(entry);
        assertThat(handedOver.key()).isEqualTo(key);
        assertThat(handedOver.value()).isEqualTo(value);
        assertThat(handedOver)
                .usingRecursiveComparison()
                .ignoringFields("key", "value")
                .isEqualTo(entry);
    }

    @Test
    void aDeletionOfALongKeyHasNoValue() {
        ConsumerRecord<?, ?> handedOver = handedOver(entry(deserializer.deserialize("t", NONE, octets(5000)), null));

        assertThat(handedOver.key()).isEqualTo(octets(5000));
        assertThat(handedOver.value()).isNull();
    }

    @Test
    void whatPackingWouldNotMakeSmallerStaysAsItIs() {
        byte[] noise = new byte[60_000];
        new Random(1).nextBytes(noise);

        assertThat(deserializer.deserialize("t", NONE, noise)).isSameAs(noise);
    }

    @Test
    void headersLetGoOfTheLongRecordThatTheyCameIn() {
        RecordHeader header = new RecordHeader(buffer("name"), buffer("value"));

        deserializer.deserialize("t", new RecordHeaders(List.of(header)), octets(5000));

        assertThat(header).extracting("keyBuffer", "valueBuffer").containsOnlyNulls();
        assertThat(header.key()).isEqualTo("name");
        assertThat(header.value()).asString().isEqualTo("value");
    }

    private static ByteBuffer buffer(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] octets(int count) {
        byte[] octets = new byte[count];
        for (int i = 0; i < count; i++) {
            octets[i] = (byte) (i / 100);
        }
        return octets;
    }

    private static ConsumerRecord<?, ?> entry(Object key, Object value) {
        Headers headers = new RecordHeaders().add("trace", new byte[] {1});
        return new ConsumerRecord<>(
                "t",
                3,
                7,
                1_790_000_000_000L,
                TimestampType.CREATE_TIME,
                5000,
                60_000,
                key,
                value,
                headers,
                Optional.of(2));
    }

    private static ConsumerRecord<?, ?> handedOver(ConsumerRecord<?, ?> entry) {
        Message<?> message = new RecordBatchConverter().toMessage(List.of(entry), null, null, Object.class);
        return (ConsumerRecord<?, ?>) ((List<?>) message.getPayload()).get(0);
    }
}
