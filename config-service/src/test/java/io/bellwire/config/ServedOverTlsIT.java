package io.bellwire.config;

import static io.bellwire.config.RunningPortal.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.siem.TestCertificates;
import io.bellwire.siem.TestIdentity;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is different in the portal when it serves TLS itself. */
class ServedOverTlsIT {
    private static TestBroker broker;
    private static RunningPortal portal;

    @BeforeAll
    static void start() throws Exception {
        TestIdentity own = TestCertificates.shared().server("127.0.0.1");
        broker = TestBroker.start();
        portal = RunningPortal.start(
                broker.address(),
                UUID.randomUUID() + ".",
                "--bellwire.tls-certificate-file=" + own.certificateFile(),
                "--bellwire.tls-private-key-file=" + own.privateKeyFile());
    }

    @AfterAll
    static void stop() {
        portal.close();
        broker.close();
    }

    @Test
    void cookiesNeverComeByClearText() {
        Browser browser = new Browser(portal);
        HttpResponse<String> form = browser.get("/login");
        HttpResponse<String> signedIn =
                browser.post("/login", "/login", Map.of("username", "admin", "password", "correct horse"));

        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(browser.get("/").body()).contains("Signed in as </span><strong>admin</strong>");
        for (HttpResponse<String> answer : List.of(form, signedIn)) {
            assertThat(answer.headers().allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allSatisfy(cookie -> assertThat(cookie).contains("Secure", "HttpOnly", "SameSite=Lax"));
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "/, 303",
        "/login?left, 303",
        "/status, 200",
        "/nothing, 404",
        "/a;b, 400",
        "/api/v1/sensors, 200",
        "/actuator/health, 200"
    })
    void browsersRememberThatItSpeaksTls(String path, int status) {
        HttpResponse<String> answer = path.equals("/")
                ? portal.get("", path, "Accept", "text/html")
                : portal.get(ADMIN, path, "Accept", "text/html,*/*");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().allValues("Strict-Transport-Security")).containsExactly("max-age=31536000");
    }

    @Test
    void redirectsNameNeitherSchemeNorHost() {
        HttpResponse<String> answer = portal.get("", "/alerts?id=a", "Accept", "text/html");

        assertThat(answer.headers().firstValue("Location")).hasValue("/login?next=%2Falerts%3Fid%3Da");
    }

    @Test
    void metricsTellWhenTheCertificateEnds() {
        assertThat(portal.get("", "/actuator/prometheus").body())
                .containsPattern("ssl_chain_expiry_seconds\\{bundle=\"bellwire\".*} [1-9]");
    }
}
