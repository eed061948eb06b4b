package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.siem.FakeSiem;
import io.bellwire.siem.SiemSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The data directory that an earlier build's standalone has left is taken over by this one, and given back. */
@Timeout(300)
class EarlierDataIT {
    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final JsonMapper JSON = new JsonMapper();

    private final Arrivals arrivals = new Arrivals();

    @Test
    void settingsSecretsAlertsAndReceiptsStayAndWhatWaitedIsDelivered(@TempDir Path directory) throws Exception {
        Path earlier = EarlierBuild.require();
        try (FakeSiem siem = SiemSetup.tcp().handingOverTo(arrivals::add).listen();
                Bellwire bellwire = Bellwire.startEarlier(directory, earlier)) {
            SettingsJson settings = SettingsJson.tcp(siem.port());
            bellwire.api().save(settings.toString());
            bellwire.api().accept(List.of(AlertJson.security("delivered", 0)));
            awaitDelivered(bellwire);
            bellwire.api().save(settings.switchedOff());
            bellwire.api().accept(List.of(AlertJson.security("waiting", 0)));
            JsonNode saved = settings(bellwire);
            String password = bellwire.adminPassword();

            bellwire.changeToThisBuild();

            assertThat(bellwire.adminPassword()).isEqualTo(password);
            SettingsJson.assertHasAll(settings(bellwire), saved);
            await().atMost(WITHIN)
                    .untilAsserted(
                            () -> assertThat(state(bellwire, "delivered")).isEqualTo("delivered"));
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(state(bellwire, "waiting")).isIn("accepted", "formatted"));
            bellwire.api().save(settings.toString());
            await().atMost(WITHIN).until(() -> arrivals.has("waiting", 0));
            JsonNode savedByThis = settings(bellwire);

            bellwire.changeToEarlier(earlier);

            JsonNode savedAsEarlierTells = settings(bellwire);
            SettingsJson.assertHasAll(savedByThis, savedAsEarlierTells);
            bellwire.api().accept(List.of(AlertJson.security("back", 0)));
            await().atMost(WITHIN).until(() -> arrivals.has("back", 0));
            assertThat(arrivals.repeated()).isZero();
        }
    }

    /** By what the sender counts: the earlier build need not be able to look an alert up. */
    private void awaitDelivered(Bellwire bellwire) {
        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(bellwire.api()
                                .metric(
                                        bellwire.senderMetrics(),
                                        "bellwire_messages_delivered_total{transport=\"tcp\"}"))
                        .isEqualTo(1));
    }

    private static JsonNode settings(Bellwire bellwire) throws Exception {
        return JSON.readTree(bellwire.api().get("/api/v1/settings/syslog").body());
    }

    private static String state(Bellwire bellwire, String id) throws Exception {
        JsonNode found =
                JSON.readTree(bellwire.api().get("/api/v1/alerts?id=" + id).body());
        assertThat(found.get("messages")).as(found.toString()).hasSize(1);
        return found.get("messages").get(0).get("state").asString();
    }
}
