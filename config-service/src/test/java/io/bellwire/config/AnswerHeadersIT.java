package io.bellwire.config;

import static io.bellwire.config.RunningPortal.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What browsers are told to do with every kind of answer. */
class AnswerHeadersIT {
    private static TestBroker broker;
    private static RunningPortal portal;

    @BeforeAll
    static void start() {
        broker = TestBroker.start();
        portal = RunningPortal.start(broker.address(), UUID.randomUUID() + ".");
    }

    @AfterAll
    static void stop() {
        portal.close();
        broker.close();
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /                             |       | 303
            GET    | /                             | admin | 200
            POST   | /                             | admin | 403
            GET    | /login                        |       | 200
            POST   | /login                        |       | 403
            GET    | /sensors                      | admin | 200
            GET    | /alerts?id=a                  | admin | 200
            GET    | /rejected                     | admin | 200
            GET    | /rejected/1/1                 | admin | 404
            GET    | /history                      | admin | 200
            GET    | /nothing                      | admin | 404
            DELETE | /                             | admin | 403
            GET    | /a;b                          | admin | 400
            GET    | /api/v1/sensors               |       | 401
            GET    | /api/v1/sensors               | admin | 200
            GET    | /api/v1/nothing               | admin | 404
            GET    | /api/v1/alerts                | admin | 400
            PUT    | /api/v1/settings/syslog       | admin | 415
            DELETE | /api/v1/sensors               | admin | 405
            GET    | /actuator/health              |       | 200
            GET    | /actuator/env                 |       | 303
            HEAD   | /v3/api-docs                  |       | 200
            TRACE  | /                             |       | 405
            """)
    void everyAnswerIsGuarded(String method, String path, String login, int status) throws IOException {
        RawRequest.Answer answer = RawRequest.send(
                portal,
                method + " " + path + " HTTP/1.1\r\nHost: bellwire\r\nAccept: text/html,*/*;q=0.8\r\n"
                        + (login == null ? "" : RawRequest.basic(ADMIN)) + RawRequest.end());

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.headers())
                .contains(
                        "x-content-type-options: nosniff",
                        "x-frame-options: deny",
                        "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self';",
                        "frame-ancestors 'none'",
                        "referrer-policy: same-origin",
                        "cross-origin-resource-policy: same-origin",
                        "cross-origin-opener-policy: same-origin",
                        "permissions-policy: camera=()",
                        "cache-control: no-cache, no-store")
                .doesNotContain("unsafe-inline", "unsafe-eval", "server:", "x-powered-by", "tomcat");
    }

    @Test
    void whatIsTheSameForEverybodyMayBeKept() throws IOException {
        RawRequest.Answer answer = RawRequest.get(portal, "/portal.css", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .contains("x-content-type-options: nosniff", "content-security-policy: ", "cache-control: max-age=");
    }

    @Test
    void noScriptReadsACookieAndNoForeignPageSendsOne() {
        Browser browser = new Browser(portal);

        assertThat(browser.get("/login").headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allSatisfy(AnswerHeadersIT::assertKeptToItself);
        assertThat(browser.post("/login", "/login", Map.of("username", "admin", "password", "correct horse"))
                        .headers()
                        .allValues("Set-Cookie"))
                .isNotEmpty()
                .allSatisfy(AnswerHeadersIT::assertKeptToItself);
    }

    private static void assertKeptToItself(String cookie) {
        assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/").doesNotContain("Domain");
    }
}
