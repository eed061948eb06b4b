package io.bellwire.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

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
