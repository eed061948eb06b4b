package io.bellwire.config;

import static io.bellwire.config.RunningPortal.ADMIN;
import static io.bellwire.config.RunningPortal.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Heartbeat;
import io.bellwire.schemas.InstanceState;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/** Whoever changes the settings, however he does it, is found later: in the log with his address, and in the history. */
@ExtendWith(OutputCaptureExtension.class)
class AuditIT {
    private static final String PREFIX = UUID.randomUUID() + ".";
    private static final String BODY = "{\"sensor\":\"DC01\",\"endpoint\":{\"host\":\"first.example\"}}";
    private static final Map<String, String> FORM = Map.of(
            "basedOn", "1",
            "sensor", "DC01",
            "endpoint.host", "second.example",
            "endpoint.port", "514",
            "transport", "udp",
            "format", "rfc5424");

    @Test
    void everyChangeHasALineInTheLogAndAnEntryInTheHistory(CapturedOutput log) {
        try (TestBroker broker = TestBroker.start();
                Heartbeat unused = broker.sensor(PREFIX, "DC01", InstanceState.STANDING_BY);
                RunningPortal portal = RunningPortal.start(broker.address(), PREFIX)) {
            await().untilAsserted(() ->
                    assertThat(portal.get(ADMIN, "/api/v1/sensors").body()).contains("\"DC01\""));
            Browser browser = new Browser(portal);
            browser.signIn("admin", "correct horse");

            assertThat(portal.put(ADMIN, BODY, "If-None-Match", "*").statusCode())
                    .isEqualTo(200);
            assertThat(browser.post("/", "/", FORM).statusCode()).isEqualTo(302);
            // What was refused changed nothing.
            assertThat(portal.put(ADMIN, BODY, "If-Match", "\"1\"").statusCode())
                    .isEqualTo(412);
            assertThat(browser.post("/", "/", FORM).statusCode()).isEqualTo(412);

            assertThat(saved(log))
                    .hasSize(2)
                    .satisfiesExactly(
                            api -> assertThat(api)
                                    .contains("settingsRevision=\"1\"", "savedBy=\"admin\"")
                                    .contains("address=\"127.0.0.1\"", "by=\"api\""),
                            page -> assertThat(page)
                                    .contains("settingsRevision=\"2\"", "savedBy=\"admin\"")
                                    .contains("address=\"127.0.0.1\"", "by=\"page\""));
            var history = JsonMapper.shared()
                    .readTree(portal.get(ADMIN, SETTINGS + "/history").body());
            assertThat(history.findValuesAsString("revision")).containsExactly("2", "1");
            assertThat(history.findValuesAsString("savedBy")).containsExactly("admin", "admin");
            assertThat(history.findValuesAsString("host")).containsExactly("second.example", "first.example");
        }
    }

    private static List<String> saved(CapturedOutput log) {
        return log.getAll()
                .lines()
                .filter(line -> line.contains("Settings saved"))
                .toList();
    }
}
