package io.bellwire.config;

import static io.bellwire.config.RunningPortal.ADMIN;
import static io.bellwire.config.RunningPortal.SETTINGS;
import static io.bellwire.config.RunningPortal.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Heartbeat;
import io.bellwire.schemas.InstanceState;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PreviewApiIT {
    private static final String PREVIEW = SETTINGS + "/preview";
    private static final String BODY = """
            {"sensor": "DC01", "endpoint": {"host": "siem", "port": 6514}, "transport": "tls"}""";

    private static TestBroker broker;
    private static Heartbeat sensor;
    private static RunningPortal portal;

    @BeforeAll
    static void start() {
        String prefix = UUID.randomUUID() + ".";
        broker = TestBroker.start();
        sensor = broker.sensor(prefix, "DC01", InstanceState.STANDING_BY);
        portal = RunningPortal.start(broker.address(), prefix);
        await().untilAsserted(() ->
                assertThat(portal.get(ADMIN, "/api/v1/sensors").body()).contains("\"DC01\""));
    }

    @AfterAll
    static void stop() {
        portal.close();
        sensor.close();
        broker.close();
    }

    @Test
    void showsWhatWouldBeSentAndSavesNothing() {
        HttpResponse<String> answer = preview(ADMIN, BODY);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode shown = JsonMapper.shared().readTree(answer.body());
        assertThat(shown.findValuesAsString("sample"))
                .containsExactly("new-security-alert", "updated-security-alert", "new-health-issue", "overlong-alert");
        JsonNode first = shown.get(0);
        assertThat(first.propertyNames())
                .containsExactly("sample", "message", "frame", "octets", "limit", "shortened", "notes");
        String message = first.get("message").asString();
        assertThat(message).startsWith("<36>1 ").contains(" DC01 bellwire - AccountEnumerationSecurityAlert - CEF:0|");
        assertThat(HexFormat.of().parseHex(first.get("frame").asString()))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(message.length() + " " + message);
        assertThat(first.get("octets").asInt()).isEqualTo(message.length());
        assertThat(first.get("limit").asInt()).isEqualTo(8000);
        assertThat(shown.at("/3/shortened/0").asString()).isEqualTo("msg");
        assertThat(portal.get(ADMIN, SETTINGS).statusCode()).isEqualTo(404);
    }

    @Test
    void refusesWhatASaveWouldRefuse() {
        String body = """
                {"sensor": "DC99", "endpoint": {"host": "", "port": 0}, "transprot": "tls"}""";

        HttpResponse<String> refused = preview(ADMIN, body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(errors(refused)).isEqualTo(errors(portal.put(ADMIN, body, "If-None-Match", "*")));
        assertThat(errors(refused).findValuesAsString("field"))
                .containsExactlyInAnyOrder("sensor", "endpoint.host", "endpoint.port", "transprot");
        assertThat(preview(ADMIN, " ".repeat(65_537)).statusCode()).isEqualTo(413);
        assertThat(portal.send("POST", ADMIN, PREVIEW, BODY, "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void onlyWhoMayChangeMayPreview() {
        assertThat(preview(VIEWER, BODY).statusCode()).isEqualTo(403);
        assertThat(preview("", BODY).statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> preview(String login, String body) {
        return portal.send("POST", login, PREVIEW, body, "Content-Type", "application/json");
    }

    private static JsonNode errors(HttpResponse<String> refused) {
        return JsonMapper.shared().readTree(refused.body()).get("errors");
    }
}
