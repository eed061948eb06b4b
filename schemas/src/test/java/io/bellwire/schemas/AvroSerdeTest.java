package io.bellwire.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroSerdeTest {
    private final AvroSerde<Alert> alerts = AvroSerde.alerts();

    @Test
    void alertComesBackAsItWentIn() throws Exception {
        Alert alert = alert().build();

        assertThat(alerts.deserialize(alerts.serialize(alert))).isEqualTo(alert);
    }

    @Test
    void startTimeKeepsNineFractionDigits() throws Exception {
        Instant start = Instant.parse("2026-11-24T08:00:00.123456789Z");

        Alert read =
                alerts.deserialize(alerts.serialize(alert().setStartTime(start).build()));

        assertThat(read.getStartTime()).isEqualTo(start);
    }

    @Test
    void valueBeginsWithTheSingleObjectMarker() {
        assertThat(alerts.serialize(alert().build())).startsWith(0xC3, 0x01);
    }

    @Test
    void everyTruncationIsUndecodable() {
        byte[] whole = alerts.serialize(alert().build());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> alerts.deserialize(cut)).isInstanceOf(UndecodableRecordException.class);
        }
    }

    @Test
    void recordOfAnotherTypeIsUndecodable() {
        byte[] status = AvroSerde.instances()
                .serialize(InstanceStatus.newBuilder()
                        .setService(Service.SYSLOG_SENDER)
                        .setInstance("a")
                        .setReportedAt(Instant.EPOCH)
                        .build());

        assertThatThrownBy(() -> alerts.deserialize(status)).isInstanceOf(UndecodableRecordException.class);
    }

    /** The greatest length that an array may have, a little more, and the greatest of all. */
    @ParameterizedTest
    @ValueSource(strings = {"EEFFFFFF0F", "FEFFFFFF0F", "FEFFFFFFFFFFFFFFFF01"})
    void textThatClaimsToBeLongerThanAnyMemoryIsUndecodable(String length) {
        byte[] bytes = replaced(alerts.serialize(alert().build()), 10, length);

        assertThatThrownBy(() -> alerts.deserialize(bytes)).isInstanceOf(UndecodableRecordException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EEFFFFFF0F", "FEFFFFFF0F", "FEFFFFFFFFFFFFFFFF01", "FFFFFFFFFFFFFFFFFF01"})
    void listThatClaimsToBeLongerThanAnyMemoryIsUndecodable(String length) {
        AvroSerde<InstanceStatus> instances = AvroSerde.instances();
        byte[] whole = instances.serialize(InstanceStatus.newBuilder()
                .setService(Service.SYSLOG_SENDER)
                .setInstance("a")
                .setReportedAt(Instant.EPOCH)
                .build());
        byte[] bytes = replaced(whole, whole.length - 1, length);

        assertThatThrownBy(() -> instances.deserialize(bytes)).isInstanceOf(UndecodableRecordException.class);
    }

    @Test
    void octetsOfAnyKindAreARecordOrUndecodable() {
        Random random = new Random(17);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = alerts.serialize(alert().build());
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                bytes[2 + random.nextInt(bytes.length - 2)] = (byte) random.nextInt();
            }
            try {
                alerts.deserialize(bytes);
            } catch (UndecodableRecordException expected) {
                assertThat(expected).hasCauseInstanceOf(Exception.class);
            }
        }
    }

    private static byte[] replaced(byte[] whole, int from, String hex) {
        byte[] instead = HexFormat.of().parseHex(hex);
        byte[] bytes = Arrays.copyOf(whole, Math.max(whole.length, from + instead.length));
        System.arraycopy(instead, 0, bytes, from, instead.length);
        return bytes;
    }

    @Test
    void recordOfAVersionToComeIsReadWithoutTheFieldsThatItAdds() throws Exception {
        Alert alert = alert().build();

        assertThat(alerts.deserialize(ofAVersionToCome(alert, "text"))).isEqualTo(alert);
    }

    @Test
    void everyTruncationOfARecordOfAVersionToComeIsUndecodableUpToItsNewField() throws Exception {
        byte[] whole = ofAVersionToCome(alert().build(), "");
        for (int length = 0; length < whole.length - 1; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> alerts.deserialize(cut)).isInstanceOf(UndecodableRecordException.class);
        }
    }

    /** As a later program writes it, whose alerts have one more text at the end. */
    private static byte[] ofAVersionToCome(Alert alert, String added) throws IOException {
        List<Schema.Field> fields = new ArrayList<>();
        Alert.SCHEMA$.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(new Schema.Field("added", Schema.create(Schema.Type.STRING), null, ""));
        Schema later = Schema.createRecord("Alert", null, Alert.SCHEMA$.getNamespace(), false, fields);
        GenericData.Record written = new GenericData.Record(later);
        Alert.SCHEMA$.getFields().forEach(field -> written.put(field.name(), alert.get(field.pos())));
        written.put("added", added);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new BinaryMessageEncoder<GenericData.Record>(SpecificData.getForClass(Alert.class), later)
                .encode(written, bytes);
        return bytes.toByteArray();
    }

    private static Alert.Builder alert() {
        return Alert.newBuilder()
                .setId("a-1")
                .setKind(AlertKind.SECURITY_ALERT)
                .setTrigger(Trigger.NEW)
                .setType("AccountEnumerationSecurityAlert")
                .setName("Account enumeration reconnaissance")
                .setSeverity(AlertSeverity.MEDIUM)
                .setStartTime(Instant.parse("2026-11-24T08:00:00Z"))
                .setAcceptedAt(Instant.parse("2026-11-24T08:00:01Z"))
                .setVendor("Microsoft")
                .setProduct("Azure ATP")
                .setProductVersion("1.0")
                .setSource(AlertSource.newBuilder().setHost("CLIENT1").build());
    }
}
