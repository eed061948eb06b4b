package io.bellwire.config;

import static io.bellwire.config.RunningPortal.ADMIN;
import static io.bellwire.config.RunningPortal.SETTINGS;
import static io.bellwire.config.RunningPortal.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Heartbeat;
import io.bellwire.schemas.InstanceState;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Tries every address that there is, without a login, with too little of one, and without the form's token. The addresses
 * come from the program itself, so that none is forgotten. Guessing passwords: {@link SignInThrottleIT}.
 */
class AttackIT {
    private static final String PREFIX = UUID.randomUUID() + ".";
    private static final String HOST = "siem.inside.example";
    private static final String BODY = """
            {"sensor": "DC01", "endpoint": {"host": "%s", "port": 6514}, "transport": "tls"}""";
    /** The way in and out, and what describes the interfaces to everybody. */
    private static final Pattern OPEN = Pattern.compile("/login|/logout|/v3/api-docs|/schemas/.*");

    private static final Map<String, String> FORM = Map.of(
            "basedOn", "1",
            "sensor", "DC01",
            "endpoint.host", "evil.example",
            "endpoint.port", "514",
            "transport", "udp",
            "format", "rfc5424");

    private static TestBroker broker;
    private static Heartbeat sensor;
    private static RunningPortal portal;

    /** One address and what can be done there. */
    private record Door(String method, String path) {
        boolean writes() {
            return !method.equals("GET");
        }
    }

    @BeforeAll
    static void start() {
        broker = TestBroker.start();
        sensor = broker.sensor(PREFIX, "DC01", InstanceState.STANDING_BY);
        portal = RunningPortal.start(broker.address(), PREFIX);
        await().untilAsserted(() ->
                assertThat(portal.get(ADMIN, "/api/v1/sensors").body()).contains("\"DC01\""));
        assertThat(portal.put(ADMIN, BODY.formatted(HOST), "If-None-Match", "*").statusCode())
                .isEqualTo(200);
    }

    @AfterEach
    void nothingWasChanged() {
        assertThat(portal.get(ADMIN, SETTINGS + "/history").body())
                .contains("\"revision\":1,", HOST)
                .doesNotContain("\"revision\":2,", "evil.example");
    }

    @AfterAll
    static void stop() {
        portal.close();
        sensor.close();
        broker.close();
    }

    @Test
    void allDoorsAreTried() {
        assertThat(doors())
                .contains(
                        new Door("GET", "/"),
                        new Door("POST", "/"),
                        new Door("PUT", SETTINGS),
                        new Door("POST", SETTINGS + "/test"),
                        new Door("GET", "/history/1.json"),
                        new Door("GET", "/rejected/1/1"));
        assertThat(writingDoors()).hasSizeGreaterThanOrEqualTo(6);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void nobodyGetsInWithoutALogin(Door door) {
        HttpResponse<String> program =
                portal.send(door.method, "", door.path, BODY, "Content-Type", "application/json");
        HttpResponse<String> wrong =
                portal.send(door.method, "nobody:" + door.path, door.path, BODY, "Content-Type", "application/json");
        Browser person = new Browser(portal);
        HttpResponse<String> page = door.writes() ? person.post("/login", door.path, FORM) : person.get(door.path);

        assertThat(program.statusCode()).isIn(401, 403);
        assertThat(wrong.statusCode()).isIn(401, 403, 429);
        assertThat(page.statusCode()).isIn(303, 401);
        assertThat(page.headers().firstValue("Location").orElse("/login")).startsWith("/login");
        for (HttpResponse<String> answer : List.of(program, wrong, page)) {
            assertThat(answer.body()).doesNotContain("DC01", HOST);
        }
    }

    @ParameterizedTest
    @MethodSource("writingDoors")
    void aViewerWritesNowhere(Door door) {
        Browser viewer = new Browser(portal);
        viewer.signIn("viewer", "just looking");

        HttpResponse<String> program = portal.send(
                door.method,
                VIEWER,
                door.path,
                BODY.formatted("evil.example"),
                "Content-Type",
                "application/json",
                "If-Match",
                "\"1\"");
        HttpResponse<String> person = viewer.post("/", door.path, FORM);

        assertThat(program.statusCode()).isEqualTo(403);
        assertThat(person.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("writingDoors")
    void noFormCountsWithoutItsToken(Door door) {
        Browser admin = new Browser(portal);
        admin.signIn("admin", "correct horse");
        Browser other = new Browser(portal);
        other.signIn("admin", "correct horse");
        String foreign = other.get("/").body().replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");

        assertThat(admin.postWithoutToken(door.path, FORM).statusCode()).isEqualTo(403);
        for (String token : List.of("", "x", foreign)) {
            assertThat(admin.postWithoutToken(door.path, with("_csrf", token)).statusCode())
                    .as(token)
                    .isEqualTo(403);
            assertThat(admin.send(
                                    door.method,
                                    door.path,
                                    BODY.formatted("evil.example"),
                                    "Content-Type",
                                    "application/json",
                                    "If-Match",
                                    "\"1\"",
                                    "X-XSRF-TOKEN",
                                    token,
                                    "X-CSRF-TOKEN",
                                    token)
                            .statusCode())
                    .as(token)
                    .isEqualTo(403);
        }
    }

    @Test
    void aFileIsTakenFromAnAdminWithTheFormsTokenOnly() {
        Browser nobody = new Browser(portal);
        Browser viewer = new Browser(portal);
        viewer.signIn("viewer", "just looking");
        Browser admin = new Browser(portal);
        admin.signIn("admin", "correct horse");
        String file = BODY.formatted("evil.example");

        assertThat(nobody.upload("/login", "a.json", file).statusCode()).isIn(303, 401);
        assertThat(viewer.upload("/", "a.json", file).statusCode()).isEqualTo(403);
        assertThat(admin.send(
                                "POST",
                                "/",
                                new UploadedFile("a.json", file, Map.of()).body(),
                                "Content-Type",
                                UploadedFile.TYPE)
                        .statusCode())
                .isEqualTo(403);
        assertThat(admin.upload("/", "a.json", file).body()).contains("evil.example", "Nothing is saved");
    }

    /** A browser adds a password of HTTP Basic of itself, and a foreign page can send only these kinds of body unasked. */
    @ParameterizedTest
    @MethodSource("writingDoors")
    void aForeignPageIsNotHeard(Door door) {
        for (String type :
                List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data;boundary=b")) {
            assertThat(portal.send(
                                    "POST",
                                    ADMIN,
                                    door.path,
                                    BODY.formatted("evil.example"),
                                    "Content-Type",
                                    type,
                                    "Origin",
                                    "https://evil.example")
                            .statusCode())
                    .as(type)
                    .isIn(403, 405, 415);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void noHeaderTurnsAMethodIntoAnother(String header) {
        assertThat(portal.get(VIEWER, SETTINGS, header, "PUT").statusCode()).isEqualTo(200);
        assertThat(portal.get(VIEWER, SETTINGS + "?_method=PUT", header, "DELETE")
                        .statusCode())
                .isEqualTo(200);
        assertThat(portal.send("POST", VIEWER, SETTINGS, BODY, "Content-Type", "application/json", header, "GET")
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "TRACK", "CONNECT", "PROPFIND", "get", "<script>"})
    void oddMethodsAreRefused(String method) throws IOException {
        for (String path : List.of("/", SETTINGS)) {
            RawRequest.Answer answer = RawRequest.send(
                    portal,
                    method + " " + path + " HTTP/1.1\r\nHost: bellwire\r\nX-Secret: echo-4711\r\n"
                            + RawRequest.basic(ADMIN) + RawRequest.end());

            assertThat(answer.status()).isIn(400, 403, 405, 501);
            assertThat(answer.text()).doesNotContain("echo-4711", HOST, "<script>");
        }
    }

    @Test
    void headTellsWhatGetTellsToWhoMayLook() throws IOException {
        String head = "HEAD " + SETTINGS + " HTTP/1.1\r\nHost: bellwire\r\n";

        assertThat(RawRequest.send(portal, head + RawRequest.end()).status()).isEqualTo(401);
        RawRequest.Answer answer = RawRequest.send(portal, head + RawRequest.basic(VIEWER) + RawRequest.end());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).contains("etag: \"1\"");
        assertThat(answer.body()).isBlank();
    }

    /** Whoever gets between may put any name there; it must come back in no address. */
    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:80", "bellwire\r\nX-Forwarded-Host: evil.example"})
    void theHostHeaderIsNoAddress(String host) throws IOException {
        String rest = " HTTP/1.1\r\nHost: " + host + "\r\nX-Forwarded-Proto: https\r\nForwarded: host=evil.example\r\n";

        for (String login : List.of("", ADMIN)) {
            for (String path : List.of("/", "/history", "/api", "/login", "/nothing", SETTINGS)) {
                RawRequest.Answer answer = RawRequest.send(
                        portal,
                        "GET " + path + rest + "Accept: text/html\r\n" + RawRequest.basic(login) + RawRequest.end());

                assertThat(answer.text()).as(path).doesNotContain("evil.example");
            }
        }
    }

    static List<Door> doors() {
        return portal.parts(RequestMappingHandlerMapping.class).stream()
                .flatMap(mappings -> mappings.getHandlerMethods().keySet().stream())
                .flatMap(mapping -> mapping.getPatternValues().stream()
                        .flatMap(path -> methods(mapping.getMethodsCondition().getMethods())
                                .map(method -> new Door(method, path.replaceAll("\\{[^/]*}(?=[/.]|$)", "1")))))
                .filter(door -> !OPEN.matcher(door.path).matches())
                .distinct()
                .toList();
    }

    static List<Door> writingDoors() {
        return doors().stream().filter(Door::writes).toList();
    }

    /** A handler without a method takes them all. */
    private static Stream<String> methods(Set<RequestMethod> named) {
        return named.isEmpty() ? Stream.of("GET") : named.stream().map(RequestMethod::name);
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> form = new HashMap<>(FORM);
        form.put(name, value);
        return form;
    }
}
