package io.bellwire.config;

import static io.bellwire.config.RunningPortal.ADMIN;
import static io.bellwire.config.RunningPortal.SETTINGS;
import static io.bellwire.config.RunningPortal.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.Heartbeat;
import io.bellwire.schemas.InstanceId;
import io.bellwire.schemas.InstanceState;
import io.bellwire.schemas.Service;
import io.bellwire.schemas.Transport;
import io.bellwire.schemas.Trigger;
import io.bellwire.settings.NotificationKind;
import io.bellwire.settings.Notifications;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Line breaks, markup, paths that lead out, and too much of everything: refused, or shown as the text that it is. */
class HostileInputIT {
    private static final String PREFIX = UUID.randomUUID() + ".";
    private static final String MARKUP = "\"'><img src=x onerror=alert(1)><script>alert(2)</script>";
    private static final String BREAK = "a\r\nX-Injected: yes\r\n\r\n<34>1 forged";
    private static final Duration QUICKLY = Duration.ofSeconds(5);

    private static TestBroker broker;
    private static PipelineRecords records;
    private static Heartbeat sensor;
    private static Heartbeat strange;
    private static RunningPortal portal;

    @BeforeAll
    static void start() {
        broker = TestBroker.start();
        records = new PipelineRecords(broker, PREFIX);
        records.settings(1, Notifications.DEFAULTS, null);
        sensor = broker.sensor(PREFIX, "DC01", InstanceState.STANDING_BY);
        strange = broker.heartbeat(
                PREFIX,
                new InstanceId(Service.SYSLOG_SENDER, MARKUP),
                status -> status.setSensor(MARKUP)
                        .setState(InstanceState.DELIVERING)
                        .setConnection(MARKUP)
                        .setLastError(MARKUP));
        portal = RunningPortal.start(broker.address(), PREFIX);
        await().untilAsserted(() ->
                assertThat(portal.get(ADMIN, "/api/v1/sensors").body()).contains("\"DC01\"", "onerror"));
    }

    @AfterAll
    static void stop() {
        portal.close();
        strange.close();
        sensor.close();
        records.close();
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({
        "sensor",
        "endpoint.host",
        "endpoint.port",
        "transport",
        "format",
        "deliverSince",
        "advanced.framing",
        "advanced.dialect",
        "advanced.rfc3164TimeZone",
        "advanced.byteOrderMark",
        "advanced.maxMessageBytes",
        "advanced.securityFacility",
        "advanced.healthFacility"
    })
    void noFieldTakesALineBreakOrMarkup(String field) {
        for (String hostile : List.of(BREAK, MARKUP)) {
            Browser admin = new Browser(portal);
            HttpResponse<String> api = portal.put(ADMIN, json(field, hostile), "If-Match", "\"1\"");
            admin.signIn("admin", "correct horse");
            HttpResponse<String> page = admin.post("/", "/", form(field, hostile));

            assertThat(api.statusCode()).isEqualTo(400);
            assertThat(api.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(api.body()).contains("\"field\":\"" + field + "\"");
            assertThat(page.statusCode()).isEqualTo(400);
            assertInert(page.body());
            for (String panel : List.of("/test", "/preview")) {
                HttpResponse<String> shown = admin.post("/", panel, form(field, hostile));
                assertThat(shown.body()).contains(field + ": ");
                assertInert(shown.body());
            }
            assertThat(api.headers().map()).doesNotContainKey("x-injected");
            assertThat(page.headers().map()).doesNotContainKey("x-injected");
        }
        assertThat(portal.get(ADMIN, SETTINGS).headers().firstValue("ETag")).contains("\"1\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login?next=%0d%0aX-Injected:%20yes",
                "/login?next=/%0d%0aX-Injected:%20yes",
                "/?saved=%0d%0aX-Injected:%20yes",
                "/%0d%0aX-Injected:%20yes",
                "/alerts?id=%0d%0aX-Injected:%20yes",
                "/alerts?id=%22%27%3E%3Cimg%20src=x%20onerror=alert(1)%3E%3Cscript%3Ealert(2)%3C/script%3E",
                "/alerts?id=a&around=%22%3E%3Cimg%20src=x%3E",
                "/alerts/before?id=%22%3E%3Cimg%20src=x%3E&before=%22%3E%3Cimg%20src=x%3E",
                "/login?next=%22%3E%3Cimg%20src=x%3E",
                "/test/%22%3E%3Cimg%20src=x%3E",
                "/sensors?sensor=%22%3E%3Cimg%20src=x%3E&choiceShown=x",
                "/%3Cimg%20src=x%3E",
                "/<img src=x>",
                "/api/v1/<img src=x>"
            })
    void nothingOfAnAddressComesBackAsMarkupOrHeader(String target) throws IOException {
        for (String login : List.of("", ADMIN)) {
            RawRequest.Answer answer = RawRequest.send(
                    portal,
                    "GET " + target + " HTTP/1.1\r\nHost: bellwire\r\nAccept: text/html\r\n" + RawRequest.basic(login)
                            + RawRequest.end());

            assertThat(answer.status()).isLessThan(500);
            assertThat(answer.headers().lines()).noneMatch(line -> line.startsWith("x-injected"));
            assertInert(answer.body());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../config-service.yml",
                "/%2e%2e/config-service.yml",
                "/..%2fconfig-service.yml",
                "/%2e%2e%2fconfig-service.yml",
                "/.%2e/.%2e/etc/passwd",
                "/%252e%252e%252fetc%252fpasswd",
                "/..%5cconfig-service.yml",
                "/..%c0%afconfig-service.yml",
                "/..;/config-service.yml",
                "/portal.css/../config-service.yml",
                "/portal.css/..%2f..%2fconfig-service.yml",
                "/webjars/..%2f..%2fconfig-service.yml",
                "/webjars/htmx.org/../../../../config-service.yml",
                "/webjars/htmx.org/%2e%2e/%2e%2e/application.yml",
                "/..%2fconfig-service.css",
                "/x%00.css",
                "/config-service.yml",
                "/templates/config-service/login.html",
                "/static/config-service/portal.css",
                "/META-INF/spring.factories",
                "/WEB-INF/web.xml",
                "//evil.example/..",
                "/actuator/health/../env",
                "/actuator/health;/../env",
                "/login/../api/v1/sensors",
                "/api/v1/[",
                "/api/v1/%5b",
                "/rejected/1/../../config-service.yml",
                "/rejected/..%2f..%2fetc/passwd"
            })
    void noPathLeadsOut(String target) throws IOException {
        for (String login : List.of("", ADMIN)) {
            RawRequest.Answer answer = RawRequest.get(portal, target, login);

            assertThat(answer.status()).as(login).isIn(400, 401, 404);
            assertThat(answer.body())
                    .doesNotContain("bootstrap-servers", "root:", "th:text", "FailureAnalyzer", "\"DC01\"");
        }
    }

    @Test
    void tooMuchIsRefusedAtOnceAndTheNextIsAnswered() throws IOException {
        String much = "x".repeat(6 << 20);
        String api = "PUT " + SETTINGS + " HTTP/1.1\r\nHost: bellwire\r\nContent-Type: application/json\r\n"
                + "If-Match: \"1\"\r\n" + RawRequest.basic(ADMIN);
        String page = "POST /%s HTTP/1.1\r\nHost: bellwire\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        String length = "Content-Length: " + much.length() + "\r\n";

        for (String request : List.of(
                api + length + RawRequest.end() + much,
                api + "Transfer-Encoding: chunked\r\n" + RawRequest.end() + Integer.toHexString(much.length()) + "\r\n"
                        + much + "\r\n0\r\n\r\n",
                page.formatted("") + RawRequest.basic(ADMIN) + length + RawRequest.end() + much,
                page.formatted("login") + length + RawRequest.end() + much,
                "POST / HTTP/1.1\r\nHost: bellwire\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                        + RawRequest.basic(ADMIN) + length + RawRequest.end() + much,
                page.formatted("login") + "Content-Length: -1\r\n" + RawRequest.end(),
                "GET /" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: bellwire\r\n" + RawRequest.end(),
                "GET / HTTP/1.1\r\nHost: bellwire\r\nX: " + "x".repeat(100_000) + "\r\n" + RawRequest.end())) {
            long begun = System.nanoTime();
            int status = RawRequest.send(portal, request).status();

            assertThat(status).as(request.substring(0, 100)).isIn(400, 403, 413, 414, 431);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(QUICKLY);
            assertThat(portal.get(ADMIN, SETTINGS).statusCode()).isEqualTo(200);
        }
        Map<String, String> form = new HashMap<>(form("sensor", "DC01"));
        for (int i = 0; i < 5_000; i++) {
            form.put("field" + i, "x");
        }
        assertThat(portal.postFormTo("/login", "", form).statusCode()).isIn(400, 403, 413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "C:\\fakepath\\a.json",
                "<img src=x onerror=alert(1)>",
                "a\u202Enosj.exe",
                "%0d%0aX-Injected: yes",
                "' onfocus='alert(1)",
            })
    void theNameOfAFileIsShownAsTextWithoutItsPath(String name) {
        HttpResponse<String> page = uploaded(name, "{}");

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body())
                .contains("From the file ")
                .doesNotContain("etc/passwd", "fakepath", "\u202E", "'alert(1)");
        assertThat(page.headers().map()).doesNotContainKey("x-injected");
        assertInert(page.body());
    }

    @Test
    void aFileIsNotTakenWithANameOrPartsWithoutEnd() {
        assertThat(uploaded("x".repeat(100_000), "{}").statusCode()).isIn(400, 413);
        assertThat(uploaded("x".repeat(300), "{}").body())
                .contains("x".repeat(100) + "…")
                .doesNotContain("x".repeat(101));
        Browser admin = signedIn();
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            fields.put("field" + i, "x");
        }
        assertThat(admin.send(
                                "POST",
                                "/",
                                new UploadedFile("a.json", "{}", fields).body(),
                                "Content-Type",
                                UploadedFile.TYPE)
                        .statusCode())
                .isIn(400, 403, 413);
    }

    @Test
    void whatAFileHoldsIsShownAsText() {
        for (String file : List.of(
                json("endpoint.host", MARKUP),
                json("sensor", MARKUP + BREAK),
                json("advanced.framing", BREAK),
                json("deliverSince", MARKUP),
                "{\"" + "x\": {},\"<img src=x onerror=alert(1)>\": 1}",
                MARKUP,
                "{".repeat(30_000),
                "{\"a\":".repeat(10_000),
                "[".repeat(60_000),
                "{\"advanced\":{\"framing\":" + "[".repeat(50_000),
                "{\"endpoint\":{\"port\":" + "9".repeat(60_000) + "}}",
                "{\"endpoint\":{\"port\":1e999999999}}")) {
            long begun = System.nanoTime();
            HttpResponse<String> page = uploaded("a.json", file);

            assertThat(page.statusCode()).as(file.substring(0, 20)).isEqualTo(400);
            assertThat(page.body()).contains("a.json").hasSizeLessThan(500_000);
            assertInert(page.body());
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(QUICKLY);
        }
        assertThat(portal.get(ADMIN, SETTINGS).headers().firstValue("ETag")).contains("\"1\"");
    }

    @Test
    void whatAnAlertOrItsMessageHoldsIsShownAsText() {
        String id = MARKUP.replace(" ", "+");
        RecordMetadata alert = records.alert(id, AlertKind.SECURITY_ALERT, Trigger.NEW);
        RecordMetadata message =
                records.formatted(alert, id, NotificationKind.NEW_SECURITY_ALERT, 1, "<36>1 " + MARKUP + BREAK);
        records.delivered(message.partition(), message.offset(), message.offset(), MARKUP, Transport.UDP, 1, null);
        String search = "/alerts?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8);

        await().untilAsserted(
                        () -> assertThat(portal.get(VIEWER, search).body()).contains("&lt;36&gt;1 ", "state-sent"));

        String page = portal.get(VIEWER, search).body();
        assertThat(page).contains("&lt;img src=x onerror=alert(1)&gt;");
        assertInert(page);
    }

    @Test
    void whatWasRejectedIsShownAsText() {
        records.rejectedRecord(MARKUP, 1, 7, MARKUP, MARKUP.getBytes(StandardCharsets.UTF_8), MARKUP);

        String page = portal.get(VIEWER, "/rejected").body();

        assertThat(page).contains("&lt;script&gt;alert(2)&lt;/script&gt;, partition 1, offset 7");
        assertInert(page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/sensors", "/status", "/status/pipeline", "/history"})
    void whatASensorCallsItselfIsShownAsText(String path) {
        String page = portal.get(ADMIN, path).body();

        assertInert(page);
        if (!path.equals("/history")) {
            assertThat(page).contains("&lt;img src=x onerror=alert(1)&gt;");
        }
    }

    /** Nothing of the markup stands there as markup, and nothing ends the attribute that it stands in. */
    private static void assertInert(String page) {
        for (String markup : List.of("<img", "<script>", "onerror=alert(1)>", "\"'>")) {
            int at = page.indexOf(markup);
            assertThat(at < 0 ? "" : page.substring(Math.max(0, at - 100), Math.min(page.length(), at + 100)))
                    .as(markup)
                    .isEmpty();
        }
    }

    private static Browser signedIn() {
        Browser admin = new Browser(portal);
        admin.signIn("admin", "correct horse");
        return admin;
    }

    private static HttpResponse<String> uploaded(String name, String content) {
        return signedIn().upload("/", name, content);
    }

    private static String json(String field, String value) {
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree("""
                {"sensor": "DC01", "endpoint": {"host": "siem", "port": 6514}, "transport": "tls", "advanced": {}}""");
        String[] path = field.split("\\.");
        ObjectNode parent = path.length == 1 ? json : (ObjectNode) json.get(path[0]);
        parent.put(path[path.length - 1], value);
        return json.toString();
    }

    private static Map<String, String> form(String field, String value) {
        Map<String, String> form = new HashMap<>(Map.of(
                "basedOn", "1",
                "enabled", "on",
                "sensor", "DC01",
                "endpoint.host", "siem",
                "endpoint.port", "514",
                "transport", "udp",
                "format", "rfc5424"));
        form.put(field, value);
        return form;
    }
}
