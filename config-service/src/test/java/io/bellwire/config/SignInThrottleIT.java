package io.bellwire.config;

import static io.bellwire.config.RunningPortal.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whoever guesses has to wait, and nobody else has. */
@ExtendWith(OutputCaptureExtension.class)
class SignInThrottleIT {
    private static final int FAILURES_MAX = 5;
    private static final String GUESS = "delta-Guess-2281";

    private static TestBroker broker;

    private RunningPortal portal;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void startPortal() {
        portal = RunningPortal.start(broker.address(), UUID.randomUUID() + ".");
    }

    @AfterEach
    void stopPortal() {
        portal.close();
    }

    @Test
    void afterFiveWrongPasswordsAProgramHasToWait(CapturedOutput log) throws Exception {
        for (int i = 0; i < FAILURES_MAX; i++) {
            assertThat(portal.get("admin:" + GUESS, SETTINGS).statusCode()).isEqualTo(401);
        }

        HttpResponse<String> refused = portal.get(RunningPortal.ADMIN, SETTINGS);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 15);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(refused.body()).contains("Too many wrong passwords");
        // Another user, and the same one elsewhere.
        assertThat(portal.get(RunningPortal.VIEWER, SETTINGS).statusCode()).isEqualTo(404);
        assertThat(statusLineFrom(2, RunningPortal.ADMIN)).contains(" 404");
        assertThat(statusLineFrom(1, RunningPortal.ADMIN)).contains(" 429");
        assertThat(log.getAll())
                .containsPattern("WARN .*Too many wrong passwords")
                .contains("user=\"admin\"", "address=\"127.0.0.1\"")
                .doesNotContain(GUESS);
    }

    @Test
    void theFormSaysHowLongToWait(CapturedOutput log) {
        Browser browser = new Browser(portal);
        for (int i = 0; i < FAILURES_MAX; i++) {
            // A password in the wrong field is one all the same.
            assertThat(browser.signIn(GUESS, "admin").statusCode()).isEqualTo(401);
        }

        HttpResponse<String> refused = browser.signIn(GUESS, "admin");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).containsPattern("Too many wrong passwords\\. Wait \\d+ seconds, then try again\\.");
        assertThat(browser.signIn("admin", "correct horse").statusCode()).isEqualTo(303);
        assertThat(browser.get("/").statusCode()).isEqualTo(200);
        assertThat(log.getAll())
                .containsPattern("WARN .*Too many wrong passwords")
                .doesNotContain(GUESS);
    }

    @Test
    void aRightPasswordInBetweenForgetsTheWrongOnes() {
        for (int i = 0; i < 3 * FAILURES_MAX; i++) {
            int status = portal.get(i % FAILURES_MAX == FAILURES_MAX - 1 ? RunningPortal.ADMIN : "admin:x", SETTINGS)
                    .statusCode();
            assertThat(status).isEqualTo(i % FAILURES_MAX == FAILURES_MAX - 1 ? 404 : 401);
        }
    }

    /** What a client at 127.0.0.{@code host} is answered. */
    private String statusLineFrom(int host, String login) throws IOException {
        String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        InetAddress from = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) host});
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), portal.port(), from, 0)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(("GET " + SETTINGS
                                    + " HTTP/1.1\r\nHost: bellwire\r\nConnection: close\r\nAuthorization: Basic "
                                    + basic + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }
}
