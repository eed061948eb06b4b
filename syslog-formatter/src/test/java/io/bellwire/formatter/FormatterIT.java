package io.bellwire.formatter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.FormattingReceipt;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Trigger;
import io.bellwire.settings.Notifications;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

class FormatterIT {
    private static final Notifications ALL = new Notifications(true, true, true);
    private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1);

    private Cluster cluster;
    private ConfigurableApplicationContext formatter;

    @BeforeAll
    static void startBroker() {
        BROKER.brokerProperties(
                Map.of("transaction.state.log.replication.factor", "1", "transaction.state.log.min.isr", "1"));
        BROKER.afterPropertiesSet();
    }

    @AfterAll
    static void stopBroker() {
        BROKER.destroy();
    }

    @BeforeEach
    void start() {
        cluster = new Cluster(BROKER.getBrokersAsString());
        startFormatter();
    }

    @AfterEach
    void stop() {
        formatter.close();
        cluster.close();
    }

    @Test
    void alertsWaitUntilSettingsExist() {
        cluster.append(SampleAlerts.security("a-1"));
        cluster.append(SampleAlerts.security("a-2"));
        assertThat(cluster.take(Topic.SYSLOG_MESSAGES, 0)).isEmpty();

        cluster.save(1, true, ALL);

        assertThat(cluster.take(Topic.SYSLOG_MESSAGES, 2))
                .extracting(FormatterIT::key)
                .containsExactlyInAnyOrder("a-1", "a-2");
    }

    @Test
    void messageCarriesItsOriginAndTheSettingsThatMadeIt() {
        cluster.save(1, true, ALL);

        cluster.append(SampleAlerts.security("a-1"));

        ConsumerRecord<byte[], byte[]> message =
                cluster.take(Topic.SYSLOG_MESSAGES, 1).get(0);
        assertThat(text(message.value()))
                .startsWith("<36>1 2026-11-24T08:00:01.000Z DC01 bellwire - AccountEnumerationSecurityAlert - CEF:0|")
                .contains("cs2Label=trigger cs2=new cs6Label=alertId cs6=a-1");
        assertThat(headers(message))
                .containsEntry("settings-revision", "1")
                .containsEntry("format", "rfc5424")
                .containsEntry("kind", "new-security-alert")
                .containsEntry("accepted-at", Long.toString(SampleAlerts.ACCEPTED_AT.toEpochMilli()))
                .containsEntry("alert-offset", "0")
                .containsKey("alert-partition");
    }

    @Test
    void kindThatIsSwitchedOffIsFilteredAndCounted() {
        cluster.save(1, true, new Notifications(true, false, false));

        cluster.append(SampleAlerts.security("a-1").setTrigger(Trigger.UPDATE));
        cluster.append(SampleAlerts.security("a-2").setKind(AlertKind.HEALTH_ISSUE));
        cluster.append(SampleAlerts.security("a-3"));

        assertThat(cluster.take(Topic.SYSLOG_MESSAGES, 1))
                .extracting(FormatterIT::key)
                .containsExactly("a-3");
        await().untilAsserted(() -> {
            assertThat(metrics()
                            .get("bellwire.messages.formatted")
                            .tag("format", "rfc5424")
                            .counter()
                            .count())
                    .isOne();
            assertThat(filtered("updated-security-alert")).isOne();
            assertThat(filtered("new-health-issue")).isOne();
            assertThat(filtered("new-security-alert")).isZero();
        });
    }

    @Test
    void recordThatIsNoAlertIsSetAsideAndThoseBehindItGoOn() {
        cluster.save(1, true, ALL);
        byte[] nonsense = "nonsense".getBytes(StandardCharsets.UTF_8);

        long offset = cluster.appendRaw("a-1", nonsense);
        long tombstone = cluster.appendRaw("a-1", null);
        cluster.append(SampleAlerts.security("a-1"));

        assertThat(cluster.take(Topic.SYSLOG_MESSAGES, 1))
                .extracting(FormatterIT::key)
                .containsExactly("a-1");
        List<ConsumerRecord<byte[], byte[]>> rejected = cluster.take(Topic.REJECTED, 2);
        assertThat(rejected.get(0).value()).isEqualTo(nonsense);
        assertThat(headers(rejected.get(0)))
                .containsEntry("topic", cluster.name(Topic.ALERTS))
                .containsEntry("offset", Long.toString(offset))
                .containsKeys("partition", "reason");
        assertThat(rejected.get(1).value()).isNull();
        assertThat(headers(rejected.get(1))).containsEntry("offset", Long.toString(tombstone));
    }

    @Test
    void receiptTellsWhichAlertsWereFormattedUnderWhichSettings() throws Exception {
        cluster.append(SampleAlerts.security("a-1"));
        cluster.append(SampleAlerts.security("a-1").setTrigger(Trigger.UPDATE));
        cluster.appendRaw("a-1", null);

        cluster.save(1, true, new Notifications(true, false, true));

        FormattingReceipt receipt = cluster.receipts(1).get(0);
        assertThat(receipt.getFirstOffset()).isZero();
        assertThat(receipt.getLastOffset()).isEqualTo(2);
        assertThat(receipt.getSettingsRevision()).isOne();
        assertThat(cluster.take(Topic.SYSLOG_MESSAGES, 1))
                .extracting(FormatterIT::headers)
                .allSatisfy(headers ->
                        assertThat(headers).containsEntry("alert-partition", String.valueOf(receipt.getPartition())));
    }

    @Test
    void noAlertIsLeftWaitingWhenAllAreFormatted() {
        cluster.save(1, true, ALL);

        cluster.appendInTransaction(SampleAlerts.security("a-1"));

        assertThat(cluster.take(Topic.SYSLOG_MESSAGES, 1)).hasSize(1);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(cluster.waiting("bellwire-formatter", Topic.ALERTS))
                        .isZero());
    }

    @Test
    void switchedOffItStopsAndGoesOnWhereItWas() {
        cluster.save(1, true, ALL);
        cluster.append(SampleAlerts.security("a-1"));
        assertThat(cluster.take(Topic.SYSLOG_MESSAGES, 1)).hasSize(1);

        cluster.save(2, false, ALL);
        await().untilAsserted(
                        () -> assertThat(cluster.members("bellwire-formatter")).isZero());
        cluster.append(SampleAlerts.security("a-2"));
        cluster.save(3, true, ALL);

        assertThat(cluster.take(Topic.SYSLOG_MESSAGES, 2))
                .extracting(FormatterIT::key)
                .containsExactlyInAnyOrder("a-1", "a-2");
    }

    @Test
    void restartFormatsNothingTwice() {
        cluster.save(1, true, ALL);
        for (int i = 0; i < 200; i++) {
            cluster.append(SampleAlerts.security("a-" + i));
        }
        assertThat(cluster.take(Topic.SYSLOG_MESSAGES, 200)).hasSize(200);

        formatter.close();
        startFormatter();
        cluster.append(SampleAlerts.security("last"));

        assertThat(cluster.take(Topic.SYSLOG_MESSAGES, 201))
                .extracting(FormatterIT::key)
                .doesNotHaveDuplicates();
    }

    @Test
    void saysWhichRevisionItRuns() {
        cluster.save(1, true, ALL);

        await().untilAsserted(() -> assertThat(
                        metrics().get("bellwire.settings.revision").gauge().value())
                .isOne());
        await().untilAsserted(() ->
                assertThat(cluster.lastHeartbeat().getSettingsRevision()).isOne());
    }

    private void startFormatter() {
        formatter = SyslogFormatterApplication.builder()
                .run(
                        "--server.port=0",
                        "--spring.kafka.bootstrap-servers=" + BROKER.getBrokersAsString(),
                        "--bellwire.topic-prefix=" + cluster.prefix(),
                        "--bellwire.topic-partitions=2");
    }

    private MeterRegistry metrics() {
        return formatter.getBean(MeterRegistry.class);
    }

    private double filtered(String kind) {
        return metrics()
                .get("bellwire.alerts.filtered")
                .tag("kind", kind)
                .counter()
                .count();
    }

    private static String key(ConsumerRecord<byte[], byte[]> entry) {
        return text(entry.key());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> entry) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : entry.headers()) {
            headers.put(header.key(), text(header.value()));
        }
        return headers;
    }
}
