package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.schemas.Heartbeat;
import io.bellwire.schemas.InstanceId;
import io.bellwire.schemas.InstanceState;
import io.bellwire.schemas.Service;
import io.bellwire.schemas.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kafka is killed while somebody looks at the portal, and comes back. */
@Timeout(240)
class PortalKafkaAwayIT {
    private static final String PASSWORD = "the admin's password";
    /** Far more than the 2 s that a page may wait: a busy machine draws slowly. */
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(10);

    private static KafkaProcess kafka;
    private static ServiceProcess portal;
    private static Heartbeat sensor;
    private static Chromium browser;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        browser = Chromium.open(directory.resolve("profile"));
        kafka = KafkaProcess.start(directory.resolve("broker"));
        portal = ServiceProcess.start(
                Service.CONFIG_SERVICE,
                Map.of("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(), "BELLWIRE_ADMIN_PASSWORD", PASSWORD),
                directory);
        portal.awaitReady();
        sensor = new Heartbeat(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new Topics("", 12, null),
                new InstanceId(Service.SYSLOG_SENDER, "DC01-8083"),
                Clock.systemUTC(),
                status -> status.setSensor(Bellwire.SENSOR).setState(InstanceState.STANDING_BY));
        sensor.start();
        browser.signIn(portal.uri().toString(), "admin", PASSWORD);
    }

    @AfterAll
    static void stop() {
        if (sensor != null) {
            sensor.close();
        }
        if (portal != null) {
            portal.close();
        }
        if (kafka != null) {
            kafka.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void everyPageSaysSoAtOnceAndGoesOnWhenItIsBack() throws Exception {
        browser.await("DC01 (online)");
        fillIn("first.example");
        browser.press("Save");
        browser.await("Saved as revision 1");

        kafka.kill();

        // What is known without it is shown; what is not is said.
        assertShownAtOnce("/", "Syslog service is configured");
        browser.await("Kafka does not answer");
        PageFaults.assertNone(browser);
        assertShownAtOnce("/history", "first.example");
        assertShownAtOnce("/status", "Kafka does not tell");
        assertShownAtOnce("/alerts?id=a", "Kafka did not answer in time");
        assertShownAtOnce("/rejected", "Kafka did not answer in time");

        // What was typed stays.
        browser.visit(portal.uri() + "/");
        fillIn("second.example");
        browser.press("Send test message");
        browser.await("No test message was sent");
        assertThat(browser.text()).contains("Kafka did not answer in time");
        browser.press("Save");
        browser.await("It is not known whether your settings were saved.");
        PageFaults.assertNone(browser);
        assertThat(browser.value("endpoint.host")).isEqualTo("second.example");
        assertThat(browser.has("[name='notifications.newHealthIssues']:checked"))
                .isFalse();

        kafka.startAgain();

        // On the same page, as it stands.
        browser.awaitAfter("Saved as revision 2", () -> {
            if (browser.has("button.primary")) {
                browser.press("Save");
            }
        });
        browser.await("DC01 (online, designated)");
        browser.awaitWithout("Kafka does not answer");
        assertThat(browser.value("endpoint.host")).isEqualTo("second.example");
        browser.awaitAfter("Nothing was rejected.", () -> browser.visit(portal.uri() + "/rejected"));
        browser.awaitAfter("is in what Kafka still keeps", () -> browser.visit(portal.uri() + "/alerts?id=a"));
    }

    private static void fillIn(String host) {
        browser.fill("endpoint.host", host);
        if (browser.has("[name='notifications.newHealthIssues']:checked")) {
            browser.toggle("notifications.newHealthIssues");
        }
    }

    private static void assertShownAtOnce(String path, String words) {
        long asked = System.nanoTime();
        browser.visit(portal.uri() + path);
        Duration taken = Duration.ofNanos(System.nanoTime() - asked);

        assertThat(browser.text()).contains(words);
        assertThat(taken).as(path).isLessThan(SHOWN_WITHIN);
    }
}
