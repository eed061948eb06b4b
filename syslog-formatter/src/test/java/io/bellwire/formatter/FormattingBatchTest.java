package io.bellwire.formatter;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.cef.Warning;
import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.ExtensionField;
import io.bellwire.schemas.FormattingReceipt;
import io.bellwire.schemas.Framing;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.Transport;
import io.bellwire.schemas.Trigger;
import io.bellwire.settings.AdvancedSettings;
import io.bellwire.settings.NotificationKind;
import io.bellwire.settings.Notifications;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.settings.SyslogSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FormattingBatchTest {
    private static final Notifications ALL = new Notifications(true, true, true);
    private static final byte[] KEY = {'k'};

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void writesAMessageForEachAlertInTheirOrder() {
        FormattingTally tally =
                format(ALL, null, entry(0, 7, SampleAlerts.security("a-1")), entry(0, 8, SampleAlerts.security("a-2")));

        assertThat(written("syslog-messages"))
                .extracting(message -> new String(message.value(), StandardCharsets.UTF_8))
                .satisfiesExactly(
                        first -> assertThat(first).contains("cs6=a-1"),
                        second -> assertThat(second).contains("cs6=a-2"));
        assertThat(tally.formattedCount()).isEqualTo(2);
        assertThat(tally.shortenedCount()).isZero();
    }

    @Test
    void longMessageIsCountedAsShortened() {
        FormattingTally tally =
                format(ALL, null, entry(0, 7, SampleAlerts.security("a-1").setMessage("x".repeat(9_000))));

        assertThat(written("syslog-messages").get(0).value()).hasSizeLessThanOrEqualTo(8_000);
        assertThat(tally.shortenedCount()).isOne();
    }

    @Test
    void eachWarningIsCountedByItsKind() {
        FormattingTally tally = format(
                ALL,
                null,
                entry(
                        0,
                        7,
                        SampleAlerts.security("a-1")
                                .setExtension(List.of(
                                        new ExtensionField("cs3", "no label"),
                                        new ExtensionField("cs4", "no label"),
                                        new ExtensionField("smac", "no MAC")))),
                entry(0, 8, SampleAlerts.security("a-2").setMessage("x".repeat(2_000))));

        assertThat(tally.warnings())
                .containsOnly(
                        Map.entry(Warning.Kind.NO_LABEL, 2),
                        Map.entry(Warning.Kind.INVALID_MAC, 1),
                        Map.entry(Warning.Kind.TRUNCATED, 1));
        assertThat(tally.formattedCount()).isEqualTo(2);
    }

    @Test
    void warningsOfEveryKindStandAtZeroUntilTheyAreAdded() {
        MeterRegistry registry = new SimpleMeterRegistry();
        FormatterMetrics metrics = new FormatterMetrics(registry);
        assertThat(warningCounts(registry))
                .hasSize(10)
                .allSatisfy((kind, count) -> assertThat(count).isZero());

        FormattingTally tally =
                format(ALL, null, entry(0, 7, SampleAlerts.security("a-1").setMessage("x".repeat(2_000))));
        metrics.add(SyslogFormat.RFC5424, tally);

        assertThat(warningCounts(registry)).hasSize(10).containsEntry("truncated", 1.0);
    }

    @Test
    void kindThatIsOffIsOnlyCounted() {
        FormattingTally tally = format(
                new Notifications(true, false, false),
                null,
                entry(0, 7, SampleAlerts.security("a-1").setTrigger(Trigger.UPDATE)),
                entry(0, 8, SampleAlerts.security("a-2").setKind(AlertKind.HEALTH_ISSUE)));

        assertThat(written("syslog-messages")).isEmpty();
        assertThat(tally.filteredOf(NotificationKind.UPDATED_SECURITY_ALERT)).isOne();
        assertThat(tally.filteredOf(NotificationKind.NEW_HEALTH_ISSUE)).isOne();
    }

    @Test
    void updateOfAHealthIssueIsAlwaysFiltered() {
        FormattingTally tally = format(
                ALL,
                null,
                entry(
                        0,
                        7,
                        SampleAlerts.security("h-1")
                                .setKind(AlertKind.HEALTH_ISSUE)
                                .setTrigger(Trigger.UPDATE)));

        assertThat(written("syslog-messages")).isEmpty();
        assertThat(tally.formattedCount()).isZero();
    }

    @Test
    void alertAcceptedBeforeTheChosenMomentIsSkippedAndThatOfTheMomentIsNot() {
        Instant moment = SampleAlerts.ACCEPTED_AT;

        FormattingTally tally = format(
                ALL,
                moment,
                entry(0, 7, SampleAlerts.security("before").setAcceptedAt(moment.minusMillis(1))),
                entry(0, 8, SampleAlerts.security("then").setAcceptedAt(moment)));

        assertThat(written("syslog-messages")).hasSize(1);
        assertThat(tally.skippedCount()).isOne();
    }

    @Test
    void unreadableRecordIsSetAsideWithItsOrigin() {
        byte[] nonsense = {1, 2, 3};

        FormattingTally tally = format(
                ALL,
                null,
                new ConsumerRecord<>("alerts", 3, 7, KEY, nonsense),
                new ConsumerRecord<>("alerts", 3, 8, KEY, (byte @Nullable []) null),
                entry(3, 9, SampleAlerts.security("a-1")));

        assertThat(written("rejected")).extracting(ProducerRecord::value).containsExactly(nonsense, null);
        assertThat(written("syslog-messages")).hasSize(1);
        assertThat(tally.rejectedCount()).isEqualTo(2);
    }

    @Test
    void oneReceiptAPartitionCoversAllThatWasConsumedWhateverBecameOfIt() throws Exception {
        format(
                new Notifications(false, false, false),
                null,
                entry(0, 7, SampleAlerts.security("a-1")),
                entry(0, 9, SampleAlerts.security("a-2")),
                entry(3, 5, SampleAlerts.security("a-3")));

        assertThat(written("formattings"))
                .extracting(receipt -> new String(receipt.key(), StandardCharsets.UTF_8))
                .containsExactly("0", "3");
        assertThat(receipt(0)).isEqualTo(new FormattingReceipt(0, 7L, 9L, 18L));
        assertThat(receipt(1)).isEqualTo(new FormattingReceipt(3, 5L, 5L, 18L));
    }

    @Test
    void advancedSettingsDecideWhatAMessageIsLike() {
        AdvancedSettings rfc5424 =
                new AdvancedSettings(Framing.LINE_FEED, Dialect.STANDARD, 16, 17, "UTC", 1_024, ByteOrderMark.ALWAYS);
        AdvancedSettings rfc3164 = new AdvancedSettings(
                Framing.LINE_FEED, Dialect.STANDARD, 16, 17, "Asia/Kathmandu", 8_000, ByteOrderMark.ALWAYS);
        AdvancedSettings mdi =
                new AdvancedSettings(Framing.LINE_FEED, Dialect.MDI, 4, 14, "UTC", 8_000, ByteOrderMark.NEVER);
        Instant acceptedAt = Instant.parse("2026-11-24T18:15:00.042Z");
        Alert.Builder alert =
                SampleAlerts.security("a-1").setAcceptedAt(acceptedAt).setMessage("x".repeat(1_000));
        Alert.Builder issue =
                SampleAlerts.security("h-1").setAcceptedAt(acceptedAt).setKind(AlertKind.HEALTH_ISSUE);

        format(SyslogFormat.RFC5424, rfc5424, ALL, null, entry(0, 7, alert), entry(0, 8, issue));
        format(SyslogFormat.RFC3164, rfc3164, ALL, null, entry(0, 9, alert));
        format(SyslogFormat.RFC5424, mdi, ALL, null, entry(0, 10, alert));

        List<byte[]> messages =
                written("syslog-messages").stream().map(ProducerRecord::value).toList();
        assertThat(messages.get(0)).hasSize(1_024);
        assertThat(text(messages.get(0)))
                .startsWith("<132>1 2026-11-24T18:15:00.042Z ")
                .contains(" - \uFEFFCEF:0|");
        assertThat(text(messages.get(1))).startsWith("<140>1 ");
        assertThat(text(messages.get(2))).startsWith("<132>Nov 25 00:00:00 ").contains(" CEF:0|");
        assertThat(text(messages.get(3)))
                .startsWith("<36>1 2026-11-24T18:15:00.042000+00:00 ")
                .contains(" CEF " + ProcessHandle.current().pid() + " ");
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.UTF_8);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private FormattingTally format(
            Notifications notifications, @Nullable Instant deliverSince, ConsumerRecord<byte[], byte[]>... alerts) {
        AdvancedSettings usual = AdvancedSettings.defaults(Transport.TCP, SyslogFormat.RFC5424);
        return format(SyslogFormat.RFC5424, usual, notifications, deliverSince, alerts);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private FormattingTally format(
            SyslogFormat format,
            AdvancedSettings advanced,
            Notifications notifications,
            @Nullable Instant deliverSince,
            ConsumerRecord<byte[], byte[]>... alerts) {
        SyslogSettings settings = new SyslogSettings(
                true,
                "DC01",
                new SiemEndpoint("127.0.0.1", 514),
                Transport.TCP,
                format,
                notifications,
                deliverSince,
                advanced);
        FormattingBatch batch = new FormattingBatch(
                new SavedSettings(18, Instant.EPOCH, "admin", settings), new Topics("", 12, (short) 1));
        batch.format(List.of(alerts), producer);
        return batch.tally();
    }

    private List<ProducerRecord<byte[], byte[]>> written(String topic) {
        return producer.history().stream()
                .filter(entry -> entry.topic().equals(topic))
                .toList();
    }

    private FormattingReceipt receipt(int index) throws Exception {
        return AvroSerde.formattings()
                .deserialize(written("formattings").get(index).value());
    }

    private static Map<String, Double> warningCounts(MeterRegistry registry) {
        return registry.get("bellwire.message.warnings").counters().stream()
                .collect(Collectors.toMap(counter -> counter.getId().getTag("kind"), Counter::count));
    }

    private static ConsumerRecord<byte[], byte[]> entry(int partition, long offset, Alert.Builder alert) {
        return new ConsumerRecord<>(
                "alerts", partition, offset, KEY, AvroSerde.alerts().serialize(alert.build()));
    }
}
