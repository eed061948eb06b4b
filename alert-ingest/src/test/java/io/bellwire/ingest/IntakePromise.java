package io.bellwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.cef.AlertCheck;
import io.bellwire.cef.MessageProfile;
import io.bellwire.cef.SyslogMessageEncoder;
import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** What holds for every body of a request: it is refused with a reason, or what it holds can be formatted. */
final class IntakePromise {
    private static final int OCTETS_PROMISED = 1024;
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:01Z");
    private static final AlertDecoder DECODER = SampleRequests.decoder();
    private static final AvroSerde<Alert> SERDE = AvroSerde.alerts();

    private IntakePromise() {}

    static void check(byte[] body) {
        Faults faults = new Faults();
        try {
            List<Alert> alerts = DECODER.document(body, NOW, faults);
            assertThat(faults.isEmpty() && alerts.isEmpty() && !isEmptyArray(body))
                    .as("neither alerts nor faults")
                    .isFalse();
            alerts.forEach(IntakePromise::checkAccepted);
            checkRecord(body, alerts, faults);
        } catch (RefusedException e) {
            assertThat(body.length).as(e.getMessage()).isGreaterThan(AlertDecoder.ALERTS_MAX);
        }
        assertThat(faults.listed())
                .allSatisfy(fault -> assertThat(fault.message()).isNotBlank());
    }

    /** By Kafka comes one alert, which is accepted if and only if it would be by HTTP. */
    private static void checkRecord(byte[] body, List<Alert> alerts, Faults faults) {
        Faults ofRecord = new Faults();
        Alert record = DECODER.record(body, 0, body.length, NOW, ofRecord);
        assertThat(record == null).isNotEqualTo(ofRecord.isEmpty());
        if (record != null) {
            assertThat(faults.isEmpty()).isTrue();
            assertThat(alerts).containsExactly(record);
        }
    }

    private static void checkAccepted(Alert alert) {
        assertThat(AlertCheck.faults(alert)).isEmpty();
        assertThat(throughKafka(alert)).isEqualTo(alert);
        for (SyslogFormat format : SyslogFormat.values()) {
            WireText text = WireText.of(encode(alert, Dialect.STANDARD, format));
            text.checkRules();
            assertThat(WireText.keysOf(alert)).containsAll(text.keys());
            assertThat(new String(encode(alert, Dialect.MDI, format), StandardCharsets.UTF_8))
                    .doesNotContainPattern("[\\x00-\\x1f\\x7f-\\x9f]");
        }
    }

    private static byte[] encode(Alert alert, Dialect dialect, SyslogFormat format) {
        byte[] message =
                new SyslogMessageEncoder(profile(dialect, format)).encode(alert).bytes();
        assertThat(message.length).isLessThanOrEqualTo(OCTETS_PROMISED);
        return message;
    }

    private static Alert throughKafka(Alert alert) {
        try {
            return SERDE.deserialize(SERDE.serialize(alert));
        } catch (UndecodableRecordException e) {
            throw new AssertionError("accepted, and no record", e);
        }
    }

    private static MessageProfile profile(Dialect dialect, SyslogFormat format) {
        return new MessageProfile(
                format,
                dialect,
                4,
                14,
                ZoneOffset.UTC,
                OCTETS_PROMISED,
                ByteOrderMark.NEVER,
                // The longest name that a sensor may have.
                "s".repeat(128),
                Long.MAX_VALUE);
    }

    private static boolean isEmptyArray(byte[] body) {
        return new String(body, StandardCharsets.UTF_8).matches("[ \\t\\r\\n]*\\[[ \\t\\r\\n]*][ \\t\\r\\n]*");
    }
}
