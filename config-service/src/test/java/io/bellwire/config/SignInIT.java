package io.bellwire.config;

import static io.bellwire.config.Browser.SIGN_IN_COOKIE;
import static io.bellwire.config.RunningPortal.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Heartbeat;
import io.bellwire.schemas.InstanceState;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** How people sign in and out by the form. */
@ExtendWith(OutputCaptureExtension.class)
class SignInIT {
    private static final String PREFIX = UUID.randomUUID() + ".";
    private static final String BODY = """
            {"sensor": "DC01", "endpoint": {"host": "siem", "port": 6514}, "transport": "tls"}""";

    private static TestBroker broker;
    private static Heartbeat sensor;
    private static RunningPortal portal;

    private Browser browser;

    @BeforeAll
    static void start() {
        broker = TestBroker.start();
        sensor = broker.sensor(PREFIX, "DC01", InstanceState.STANDING_BY);
        portal = RunningPortal.start(broker.address(), PREFIX);
        await().untilAsserted(() -> assertThat(
                        portal.get(RunningPortal.ADMIN, "/api/v1/sensors").body())
                .contains("\"DC01\""));
    }

    @AfterAll
    static void stop() {
        portal.close();
        sensor.close();
        broker.close();
    }

    @BeforeEach
    void openBrowser() {
        browser = new Browser(portal);
    }

    @Test
    void aPersonSignsInSeesThePageAndSignsOut(CapturedOutput log) {
        HttpResponse<String> asked = browser.get("/?saved=1");
        assertThat(asked.statusCode()).isEqualTo(303);
        assertThat(location(asked)).isEqualTo("/login?next=%2F%3Fsaved%3D1");
        assertThat(asked.headers().firstValue("WWW-Authenticate")).isEmpty();
        HttpResponse<String> form = browser.get("/login?next=%2F%3Fsaved%3D1");
        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(form.body())
                .contains("name=\"next\" value=\"/?saved=1\"")
                .contains("autocomplete=\"username\"")
                .contains("autocomplete=\"current-password\"")
                .doesNotContain("<script", "<style", " style=");
        assertThat(form.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';");

        HttpResponse<String> signedIn = browser.post(
                "/login", "/login", Map.of("username", "admin", "password", "correct horse", "next", "/?saved=1"));

        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(location(signedIn)).isEqualTo("/?saved=1");
        assertThat(setCookie(signedIn)).contains("Max-Age=43200", "HttpOnly", "SameSite=Lax", "Path=/");
        assertThat(browser.get("/").body()).contains("Signed in as </span><strong>admin</strong>");
        assertThat(location(browser.get("/login"))).isEqualTo("/");
        assertThat(browser.get("/api/v1/sensors", "Accept", "*/*").statusCode()).isEqualTo(200);

        HttpResponse<String> signedOut = browser.post("/", "/logout", Map.of());
        assertThat(signedOut.statusCode()).isEqualTo(303);
        assertThat(location(signedOut)).isEqualTo("/login?left");
        assertThat(setCookie(signedOut)).containsAnyOf("Max-Age=0", "01 Jan 1970", "01-Jan-1970");
        assertThat(browser.cookie(SIGN_IN_COOKIE)).isNull();
        assertThat(browser.get("/login?left").body()).contains("You are signed out.");
        assertThat(browser.get("/").statusCode()).isEqualTo(303);
        assertThat(log.getAll())
                .containsPattern("INFO .*Signed in")
                .containsPattern("INFO .*Signed out")
                .contains("user=\"admin\"", "address=\"127.0.0.1\"");
    }

    @Test
    void aWrongPasswordIsToldOnTheForm() {
        HttpResponse<String> refused = browser.signIn("viewer", "wrong<>");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(refused.body())
                .contains("Bellwire knows no such user with this password.")
                .contains("name=\"username\"", "value=\"viewer\"")
                .doesNotContain("wrong");
        assertThat(browser.cookie(SIGN_IN_COOKIE)).isNull();
        assertThat(browser.signIn("viewer", "just looking").statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/?saved=3&x=y, /?saved=3&x=y",
        "https://evil.example/, /",
        "//evil.example, /",
        "'/\\evil.example', /",
        "javascript:alert(1), /",
        "/login, /",
        "'/a b', /",
        "'', /"
    })
    void signingInLeadsNowhereElse(String next, String expected) {
        HttpResponse<String> signedIn = browser.post(
                "/login", "/login", Map.of("username", "viewer", "password", "just looking", "next", next));

        assertThat(location(signedIn)).isEqualTo(expected);
    }

    @Test
    void whatAViewerMayNotDoIsRefusedWithoutAskingAnew() {
        browser.signIn("viewer", "just looking");

        assertThat(browser.post("/", "/", Map.of("sensor", "DC01", "basedOn", "0"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.get("/").body()).contains("Signed in as </span><strong>viewer</strong>");
    }

    @Test
    void nothingIsChangedWithoutTheFormsToken() {
        assertThat(browser.postWithoutToken("/login", Map.of("username", "admin", "password", "correct horse"))
                        .statusCode())
                .isEqualTo(403);
        browser.signIn("admin", "correct horse");

        assertThat(browser.postWithoutToken("/", Map.of("sensor", "DC01")).statusCode())
                .isEqualTo(403);
        assertThat(browser.postWithoutToken("/logout", Map.of()).statusCode()).isEqualTo(403);
        for (String path : List.of(SETTINGS, SETTINGS + "/preview")) {
            assertThat(browser.send(
                                    path.equals(SETTINGS) ? "PUT" : "POST",
                                    path,
                                    BODY,
                                    "Content-Type",
                                    "application/json",
                                    "If-None-Match",
                                    "*")
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(browser.get(SETTINGS).statusCode()).isEqualTo(404);
        assertThat(browser.get("/").body()).contains("Signed in as </span><strong>admin</strong>");
    }

    @Test
    void aProgramNeedsNoTokenAndGetsNoCookie() {
        HttpResponse<String> answer = portal.send(
                "POST", RunningPortal.ADMIN, SETTINGS + "/preview", BODY, "Content-Type", "application/json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(portal.get(RunningPortal.ADMIN, "/").headers().allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.contains(SIGN_IN_COOKIE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sensors", "/api/v1/sensors"})
    void aRequestOfThePageBringsTheFormAndNotTheBrowsersWindow(String path) {
        HttpResponse<String> answer = browser.get(path, "HX-Request", "true", "Accept", "*/*");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("HX-Redirect")).contains("/login");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://portal.example:8080/alerts?id=a%20b, /login?next=%2Falerts%3Fid%3Da%2520b",
        "http://portal.example:8080/, /login",
        "https://evil.example//evil.example, /login",
        "javascript:alert(1), /login",
        "'no address at all', /login"
    })
    void aRequestOfThePageLeadsBackToThatPage(String page, String expected) {
        HttpResponse<String> answer = browser.get("/sensors", "HX-Request", "true", "HX-Current-URL", page);

        assertThat(answer.headers().firstValue("HX-Redirect")).contains(expected);
    }

    @Test
    void theApiAsksForBasicWhoeverComes() {
        HttpResponse<String> answer = browser.get(SETTINGS);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void aCookieThatWasChangedOrMadeUpCountsForNothing() {
        browser.signIn("viewer", "just looking");
        String whole =
                new String(Base64.getDecoder().decode(padded(browser.cookie(SIGN_IN_COOKIE))), StandardCharsets.UTF_8);
        String[] parts = whole.split(":", -1);
        assertThat(parts).hasSize(4);
        assertThat(parts[0]).isEqualTo("viewer");

        for (String forged : List.of(
                "admin:" + parts[1] + ":" + parts[2] + ":" + parts[3],
                parts[0] + ":" + (Long.parseLong(parts[1]) + 1) + ":" + parts[2] + ":" + parts[3],
                parts[0] + ":" + parts[1] + ":SHA512:" + parts[3],
                parts[0] + ":" + parts[1] + ":" + parts[2] + ":" + "0".repeat(parts[3].length()),
                parts[0] + ":" + parts[1] + ":" + parts[2] + ":",
                "nobody:" + parts[1] + ":" + parts[2] + ":" + parts[3],
                "viewer")) {
            browser.setCookie(
                    SIGN_IN_COOKIE, Base64.getEncoder().encodeToString(forged.getBytes(StandardCharsets.UTF_8)));
            assertThat(browser.get("/").statusCode()).as(forged).isEqualTo(303);
        }
        browser.setCookie(SIGN_IN_COOKIE, "no-base-64-!");
        assertThat(browser.get("/").statusCode()).isEqualTo(303);
        browser.setCookie(SIGN_IN_COOKIE, Base64.getEncoder().encodeToString(whole.getBytes(StandardCharsets.UTF_8)));
        assertThat(browser.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void anotherReplicaTakesTheCookieUnlessItsPasswordIsAnother() {
        browser.signIn("admin", "correct horse");
        Browser viewer = new Browser(portal);
        viewer.signIn("viewer", "just looking");

        try (RunningPortal second = RunningPortal.start(broker.address(), PREFIX)) {
            Browser there = browser.at(second);
            assertThat(there.get("/").body()).contains("Signed in as </span><strong>admin</strong>");
            assertThat(there.post("/", "/", Map.of("sensor", "", "basedOn", "0"))
                            .statusCode())
                    .isEqualTo(400);
        }
        try (RunningPortal changed =
                RunningPortal.start(broker.address(), PREFIX, "--bellwire.admin-password=another horse")) {
            assertThat(browser.at(changed).get("/").statusCode()).isEqualTo(303);
            assertThat(viewer.at(changed).get("/").statusCode()).isEqualTo(200);
        }
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static String setCookie(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(SIGN_IN_COOKIE))
                .findFirst()
                .orElseThrow();
    }

    private static String padded(String base64) {
        return base64 + "=".repeat((4 - base64.length() % 4) % 4);
    }
}
