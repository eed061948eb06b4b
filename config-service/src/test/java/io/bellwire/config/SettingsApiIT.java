package io.bellwire.config;

import static io.bellwire.config.RunningPortal.ADMIN;
import static io.bellwire.config.RunningPortal.SETTINGS;
import static io.bellwire.config.RunningPortal.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Heartbeat;
import io.bellwire.schemas.InstanceState;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SettingsApiIT {
    private static final String BODY = """
            {"sensor": "DC01", "endpoint": {"host": "%s", "port": 6514}, "transport": "tls"}""";
    private static final String ANSWER = """
            {"enabled":true,"sensor":"DC01","endpoint":{"host":"one","port":6514},"transport":"tls",\
            "format":"rfc5424","notifications":{"newSecurityAlerts":true,"updatedSecurityAlerts":false,\
            "newHealthIssues":true},"advanced":{"framing":"octet-counting","dialect":"standard",\
            "securityFacility":4,"healthFacility":14,"rfc3164TimeZone":"UTC","maxMessageBytes":8000,\
            "byteOrderMark":"never"},"revision":1,"savedAt":NOW,"savedBy":"admin"}""";
    private static final String MILLIS = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    private static final String PREFIX = UUID.randomUUID() + ".";

    private static TestBroker broker;
    private static RunningPortal portal;
    private static Heartbeat sensor;

    @BeforeAll
    static void start() {
        broker = TestBroker.start();
        sensor = broker.sensor(PREFIX, "DC01", InstanceState.STANDING_BY);
        portal = RunningPortal.start(broker.address(), PREFIX);
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
    void savesReadsAndKeepsSettingsOverARestart() {
        String prefix = UUID.randomUUID() + ".";
        String saved;
        try (Heartbeat unused = broker.sensor(prefix, "DC01", InstanceState.STANDING_BY);
                RunningPortal first = portalThatKnows("DC01", prefix)) {
            // Never set.
            assertProblem(first.get(ADMIN, SETTINGS), 404, "No settings have been saved yet.");
            assertThat(first.get(ADMIN, SETTINGS + "/history").body()).isEqualTo("[]");
            assertProblem(first.put(ADMIN, body("one"), "If-Match", "*"), 412, "Somebody else saved meanwhile");

            // The first time.
            HttpResponse<String> one = first.put(ADMIN, body("one"), "If-None-Match", "*");
            assertThat(one.statusCode()).isEqualTo(200);
            assertThat(one.headers().firstValue("ETag")).contains("\"1\"");
            assertThat(one.body().replaceFirst("\"savedAt\":\"" + MILLIS + "\"", "\"savedAt\":NOW"))
                    .isEqualTo(ANSWER);
            HttpResponse<String> read = first.get(VIEWER, SETTINGS);
            assertThat(read.body()).isEqualTo(one.body());
            assertThat(read.headers().firstValue("ETag")).contains("\"1\"");
            assertThat(first.get(VIEWER, SETTINGS, "If-None-Match", "\"1\"").statusCode())
                    .isEqualTo(304);

            // The next time, with what was read, changed.
            HttpResponse<String> two = first.put(ADMIN, read.body().replace("\"one\"", "\"two\""), "If-Match", "\"1\"");
            assertThat(two.statusCode()).isEqualTo(200);
            assertThat(two.headers().firstValue("ETag")).contains("\"2\"");

            // Somebody was faster.
            assertProblem(first.put(ADMIN, body("x"), "If-Match", "\"1\""), 412, "Somebody else saved meanwhile");
            assertProblem(first.put(ADMIN, body("x"), "If-Match", "W/\"2\""), 412, "Somebody else saved meanwhile");
            assertProblem(first.put(ADMIN, body("x"), "If-None-Match", "*"), 412, "Somebody else saved meanwhile");

            saved = first.get(ADMIN, SETTINGS).body();
            assertThat(saved).contains("\"two\"");
        }
        try (RunningPortal again = RunningPortal.start(broker.address(), prefix)) {
            assertThat(again.get(ADMIN, SETTINGS).body()).isEqualTo(saved);
            JsonNode history = json(again.get(VIEWER, SETTINGS + "/history"));
            assertThat(history.findValuesAsString("revision")).containsExactly("2", "1");
            assertThat(history.get(1).at("/settings/endpoint/host").asString()).isEqualTo("one");
            // The sensor stopped; it is offline and may be chosen all the same.
            assertThat(json(again.get(ADMIN, "/api/v1/sensors")).at("/0/state").asString())
                    .isEqualTo("offline");
            assertThat(again.put(ADMIN, body("three"), "If-Match", "\"2\"").statusCode())
                    .isEqualTo(200);
            assertThat(again.get("", "/actuator/prometheus").body())
                    .contains("bellwire_settings_revision{service=\"config-service\"} 3.0");
        }
    }

    @Test
    void refusesWithAllFaults() {
        HttpResponse<String> refused = portal.put(ADMIN, """
                {"sensor": "DC99", "endpoint": {"host": "", "port": 0}, "transprot": "tls"}""", "If-None-Match", "*");

        assertProblem(refused, 400, "These settings cannot work; 'errors' tells every fault.");
        assertThat(json(refused).get("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("sensor", "endpoint.host", "endpoint.port", "transprot");
    }

    @Test
    void refusesRequestsThatAreNotMeantForIt() {
        assertProblem(portal.put(ADMIN, body("x")), 428, "Send If-Match");
        assertProblem(portal.put(ADMIN, body("x"), "If-Match", "1"), 400, "If-Match is not an ETag");
        assertProblem(portal.put(ADMIN, body("x"), "If-None-Match", "\"1\""), 400, "If-None-Match can only be *");
        assertProblem(portal.put(ADMIN, " ".repeat(65_536), "If-None-Match", "*"), 400, "These settings cannot work");
        assertProblem(
                portal.put(ADMIN, " ".repeat(65_537), "If-None-Match", "*"), 413, "Settings of more than 65536 octets");
        assertProblem(
                portal.send("PUT", ADMIN, SETTINGS, body("x"), "Content-Type", "text/plain"),
                415,
                "Send the body as application/json.");
        assertProblem(portal.send("PUT", ADMIN, SETTINGS, body("x")), 415, "Send the body as application/json.");
        HttpResponse<String> delete = portal.send("DELETE", ADMIN, SETTINGS, null);
        assertProblem(delete, 405, "This address does not take that method.");
        assertThat(String.join(",", delete.headers().allValues("Allow")))
                .contains("GET")
                .contains("PUT");
        assertProblem(portal.get(ADMIN, "/api/v1/nothing"), 404, "There is nothing at this address.");
        assertProblem(portal.get(ADMIN, "/api/v1/a;b=1"), 400, "This request cannot be answered.");
    }

    @Test
    void letsInOnlyWhoMay() {
        assertProblem(portal.get("", SETTINGS), 401, "Sign in");
        assertThat(portal.get("", SETTINGS).headers().firstValue("WWW-Authenticate"))
                .contains("Basic realm=\"Bellwire\", charset=\"UTF-8\"");
        assertProblem(portal.get("admin:wrong", SETTINGS), 401, "Sign in");
        assertProblem(portal.get("root:correct horse", SETTINGS), 401, "Sign in");
        assertProblem(portal.put("", body("x"), "If-None-Match", "*"), 401, "Sign in");
        assertProblem(portal.put(VIEWER, body("x"), "If-None-Match", "*"), 403, "This user may look");
        assertThat(portal.get(VIEWER, "/api/v1/sensors").statusCode()).isEqualTo(200);
    }

    @Test
    void opensOnlyHealthAndMetricsToEverybody() {
        for (String open : List.of(
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/actuator/prometheus")) {
            assertThat(portal.get("", open).statusCode()).as(open).isEqualTo(200);
        }
        for (String closed : List.of("/actuator", "/actuator/env", "/actuator/info", "/actuator/metrics")) {
            assertThat(portal.get("", closed).statusCode()).as(closed).isEqualTo(401);
        }
        for (String absent : List.of(
                "beans",
                "caches",
                "conditions",
                "configprops",
                "env",
                "heapdump",
                "info",
                "logfile",
                "loggers",
                "mappings",
                "metrics",
                "scheduledtasks",
                "threaddump")) {
            assertThat(portal.get(ADMIN, "/actuator/" + absent).statusCode())
                    .as(absent)
                    .isEqualTo(404);
        }
        assertThat(portal.send("POST", ADMIN, "/actuator/shutdown", "").statusCode())
                .isIn(403, 404);
        assertThat(portal.get("", "/actuator/health").body()).doesNotContain("kafka", "details", "components");
    }

    @Test
    void aForeignOriginIsToldNothing() {
        HttpResponse<String> preflight = portal.send(
                "OPTIONS",
                "",
                SETTINGS,
                null,
                "Origin",
                "https://evil.example",
                "Access-Control-Request-Method",
                "PUT",
                "Access-Control-Request-Headers",
                "content-type,if-match");

        assertThat(preflight.statusCode()).isEqualTo(401);
        assertThat(preflight.headers().map().keySet())
                .noneMatch(header -> header.toLowerCase(Locale.ROOT).startsWith("access-control"));
    }

    @Test
    void withoutAViewerPasswordThereIsNoViewer() {
        try (RunningPortal alone =
                RunningPortal.start(broker.address(), UUID.randomUUID() + ".", "--bellwire.viewer-password=")) {
            assertThat(alone.get(VIEWER, SETTINGS).statusCode()).isEqualTo(401);
            assertThat(alone.get("viewer:", SETTINGS).statusCode()).isEqualTo(401);
        }
    }

    private static RunningPortal portalThatKnows(String sensorName, String prefix) {
        RunningPortal started = RunningPortal.start(broker.address(), prefix);
        await().untilAsserted(() ->
                assertThat(started.get(ADMIN, "/api/v1/sensors").body()).contains("\"" + sensorName + "\""));
        return started;
    }

    private static String body(String host) {
        return BODY.formatted(host);
    }

    private static void assertProblem(HttpResponse<String> response, int status, String detail) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = json(response);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asString()).startsWith(detail);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
