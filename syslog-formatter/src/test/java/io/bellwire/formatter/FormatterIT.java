package io.bellwire.formatter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.FormattingReceipt;
import io.bellwire.schemas.InstanceStatus;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** All share one broker, and all but the first one formatter: each test has keys of its own and saves its settings. */
class FormatterIT {
    private static final Notifications ALL = new Notifications(true, true, true);
    private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1);

    private static Cluster cluster;
    private static ConfigurableApplicationContext formatter;

    @BeforeAll
    static void start() {
        BROKER.brokerProperties(Map.of(
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "group.initial.rebalance.delay.ms", "0"));
        BROKER.afterPropertiesSet();
        cluster = new Cluster(BROKER.getBrokersAsString());
        formatter = startFormatter(cluster);
    }

    @AfterAll
    static void stop() {
        formatter.close();
        cluster.close();
        BROKER.destroy();
    }

    @Test
    void alertsWaitUntilSettingsExist() {
        try (Cluster fresh = new Cluster(BROKER.getBrokersAsString());
                var unused = startFormatter(fresh)) {
            fresh.append(SampleAlerts.security("a-1"));
            fresh.append(SampleAlerts.security("a-2"));
            assertThat(fresh.take(Topic.SYSLOG_MESSAGES, "", 0)).isEmpty();

            fresh.save(true, ALL);

            assertThat(fresh.take(Topic.SYSLOG_MESSAGES, "", 2))
                    .extracting(FormatterIT::key)
                    .containsExactlyInAnyOrder("a-1", "a-2");
        }
    }

    @Test
    void messageCarriesItsOriginAndTheSettingsThatMadeIt() {
        long revision = saved(ALL);

        long offset = cluster.append(SampleAlerts.security("origin-1"));

        ConsumerRecord<byte[], byte[]> message =
                cluster.take(Topic.SYSLOG_MESSAGES, "origin-", 1).get(0);
        assertThat(text(message.value()))
                .startsWith("<36>1 2026-11-24T08:00:01.000Z DC01 bellwire - AccountEnumerationSecurityAlert - CEF:0|")
                .contains("cs2Label=trigger cs2=new cs6Label=alertId cs6=origin-1");
        assertThat(headers(message))
                .containsEntry("settings-revision", Long.toString(revision))
                .containsEntry("format", "rfc5424")
                .containsEntry("kind", "new-security-alert")
                .containsEntry("accepted-at", Long.toString(SampleAlerts.ACCEPTED_AT.toEpochMilli()))
                .containsEntry("alert-offset", Long.toString(offset))
                .containsKey("alert-partition");
    }

    @Test
    void kindThatIsSwitchedOffIsFilteredAndCounted() {
        saved(new Notifications(true, false, false));
        double formattedBefore = formatted();
        double updatesBefore = filtered("updated-security-alert");
        double issuesBefore = filtered("new-health-issue");

        cluster.append(SampleAlerts.security("off-1").setTrigger(Trigger.UPDATE));
        cluster.append(SampleAlerts.security("off-2").setKind(AlertKind.HEALTH_ISSUE));
        cluster.append(SampleAlerts.security("off-3"));

        assertThat(cluster.take(Topic.SYSLOG_MESSAGES, "off-", 1))
                .extracting(FormatterIT::key)
                .containsExactly("off-3");
        await().untilAsserted(() -> {
            assertThat(formatted()).isEqualTo(formattedBefore + 1);
            assertThat(filtered("updated-security-alert")).isEqualTo(updatesBefore + 1);
            assertThat(filtered("new-health-issue")).isEqualTo(issuesBefore + 1);
            assertThat(filtered("new-security-alert")).isZero();
        });
    }

    @Test
    void recordThatIsNoAlertIsSetAsideAndThoseBehindItGoOn() {
        cluster.save(true, ALL);
        byte[] nonsense = "nonsense".getBytes(StandardCharsets.UTF_8);

        long offset = cluster.appendRaw("aside-1", nonsense);
        long tombstone = cluster.appendRaw("aside-1", null);
        cluster.append(SampleAlerts.security("aside-1"));

        assertThat(cluster.take(Topic.SYSLOG_MESSAGES, "aside-", 1))
                .extracting(FormatterIT::key)
                .containsExactly("aside-1");
        List<ConsumerRecord<byte[], byte[]>> rejected = cluster.take(Topic.REJECTED, "aside-", 2);
        assertThat(rejected.get(0).value()).isEqualTo(nonsense);
        assertThat(headers(rejected.get(0)))
                .containsEntry("topic", cluster.name(Topic.ALERTS))
                .containsEntry("offset", Long.toString(offset))
                .containsKeys("partition", "reason");
        assertThat(rejected.get(1).value()).isNull();
        assertThat(headers(rejected.get(1))).containsEntry("offset", Long.toString(tombstone));
    }

    @Test
    void receiptTellsWhichAlertsWereFormattedUnderWhichSettings() {
        switchOff();
        long first = cluster.append(SampleAlerts.security("receipt-1"));
        cluster.append(SampleAlerts.security("receipt-1").setTrigger(Trigger.UPDATE));
        cluster.appendRaw("receipt-1", null);

        long revision = cluster.save(true, new Notifications(true, false, true));

        FormattingReceipt receipt = cluster.receipts(revision).get(0);
        assertThat(receipt.getFirstOffset()).isEqualTo(first);
        assertThat(receipt.getLastOffset()).isEqualTo(first + 2);
        assertThat(cluster.take(Topic.SYSLOG_MESSAGES, "receipt-", 1))
                .extracting(FormatterIT::headers)
                .allSatisfy(headers ->
                        assertThat(headers).containsEntry("alert-partition", String.valueOf(receipt.getPartition())));
    }

    @Test
    void noAlertIsLeftWaitingWhenAllAreFormatted() {
        cluster.save(true, ALL);

        cluster.appendInTransaction(SampleAlerts.security("waiting-1"));

        assertThat(cluster.take(Topic.SYSLOG_MESSAGES, "waiting-", 1)).hasSize(1);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(cluster.waiting("bellwire-formatter", Topic.ALERTS))
                        .isZero());
    }

    @Test
    void switchedOffItStopsAndGoesOnWhereItWas() {
        cluster.save(true, ALL);
        cluster.append(SampleAlerts.security("stop-1"));
        assertThat(cluster.take(Topic.SYSLOG_MESSAGES, "stop-", 1)).hasSize(1);

        switchOff();
        cluster.append(SampleAlerts.security("stop-2"));
        cluster.save(true, ALL);

        assertThat(cluster.take(Topic.SYSLOG_MESSAGES, "stop-", 2))
                .extracting(FormatterIT::key)
                .containsExactlyInAnyOrder("stop-1", "stop-2");
    }

    @Test
    void restartFormatsNothingTwice() {
        cluster.save(true, ALL);
        for (int i = 0; i < 200; i++) {
            cluster.append(SampleAlerts.security("restart-" + i));
        }
        assertThat(cluster.take(Topic.SYSLOG_MESSAGES, "restart-", 200)).hasSize(200);

        formatter.close();
        formatter = startFormatter(cluster);
        cluster.append(SampleAlerts.security("restart-last"));

        assertThat(cluster.take(Topic.SYSLOG_MESSAGES, "restart-", 201))
                .extracting(FormatterIT::key)
                .doesNotHaveDuplicates();
    }

    @Test
    void saysWhichRevisionItRunsAndHowMuchItHasDone() {
        long revision = saved(ALL);
        cluster.append(SampleAlerts.security("counted"));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(cluster.lastHeartbeat())
                        .returns(revision, InstanceStatus::getSettingsRevision)
                        .satisfies(status -> assertThat(status.getHandled()).isPositive()));
    }

    /** Saves settings and waits until the formatter says that it has taken them up. */
    private static long saved(Notifications notifications) {
        long revision = cluster.save(true, notifications);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(metrics()
                                .get("bellwire.settings.revision")
                                .gauge()
                                .value())
                        .isEqualTo((double) revision));
        return revision;
    }

    private static void switchOff() {
        cluster.save(false, ALL);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(cluster.members("bellwire-formatter")).isZero());
    }

    private static ConfigurableApplicationContext startFormatter(Cluster of) {
        return SyslogFormatterApplication.builder()
                .run(
                        "--server.port=0",
                        "--spring.kafka.bootstrap-servers=" + BROKER.getBrokersAsString(),
                        "--bellwire.topic-prefix=" + of.prefix(),
                        "--bellwire.topic-partitions=2");
    }

    private static MeterRegistry metrics() {
        return formatter.getBean(MeterRegistry.class);
    }

    private static double formatted() {
        return metrics()
                .get("bellwire.messages.formatted")
                .tag("format", "rfc5424")
                .counter()
                .count();
    }

    private static double filtered(String kind) {
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
