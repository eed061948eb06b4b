package io.bellwire.config;

import static io.bellwire.config.RunningPortal.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bellwire.config.access.UnusablePasswordException;
import io.bellwire.schemas.Heartbeat;
import io.bellwire.schemas.InstanceState;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.TopicFollower;
import io.bellwire.schemas.Topics;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whatever is done with passwords, right or wrong, none of them stands in a log, an answer or a topic. */
@ExtendWith(OutputCaptureExtension.class)
class SecretsIT {
    private static final String ADMIN_SECRET = "alpha-Staple-7431";
    private static final String VIEWER_SECRET = "bravo-Battery-9026";
    private static final String GUESS = "charlie-Horse-5518";
    private static final List<String> LOGINS = List.of(
            "admin:" + ADMIN_SECRET,
            "viewer:" + VIEWER_SECRET,
            "admin:" + GUESS,
            "viewer:" + ADMIN_SECRET,
            "nobody:" + GUESS,
            GUESS);

    private static TestBroker broker;

    @TempDir
    Path directory;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void noSecretLeavesTheProgram(CapturedOutput log) throws Exception {
        Path viewerFile = Files.writeString(directory.resolve("viewer-password"), VIEWER_SECRET + "\n");
        StringBuilder answers = new StringBuilder();
        String signature;
        try (Heartbeat unused = broker.sensor("", "DC01", InstanceState.STANDING_BY);
                RunningPortal portal = RunningPortal.start(
                        broker.address(),
                        "",
                        "--bellwire.admin-password=" + ADMIN_SECRET,
                        "--bellwire.viewer-password=",
                        "--bellwire.viewer-password-file=" + viewerFile,
                        "--logging.level.io.bellwire=DEBUG",
                        "--logging.level.org.springframework.security=DEBUG")) {
            await().untilAsserted(() -> assertThat(
                            portal.get(LOGINS.get(0), "/api/v1/sensors").body())
                    .contains("DC01"));

            LOGINS.subList(0, 2).forEach(login -> answers.append(answers(portal, login)));
            assertThat(portal.get(LOGINS.get(0), SETTINGS).statusCode()).isEqualTo(200);
            assertThat(portal.get(LOGINS.get(1), SETTINGS).statusCode()).isEqualTo(200);
            signature = askWithForgedCookie(portal);
            // These are wrong so often that the last ones are not even looked at.
            LOGINS.subList(2, LOGINS.size()).forEach(login -> answers.append(answers(portal, login)));
        }

        assertThat(answers).contains("401", "403", "429", "\"savedBy\":\"admin\"");
        assertThat(log.getAll())
                .contains(
                        " DEBUG ",
                        "Settings saved",
                        "DaoAuthenticationProvider",
                        "Signed in",
                        "Too many wrong passwords")
                .doesNotContain(signature);
        assertHoldsNoSecret("answers", answers.toString());
        assertHoldsNoSecret("log", log.getAll());
        assertHoldsNoSecret("topics", topics());
    }

    @Test
    void aPasswordThatCannotBeReadIsToldBeforeAnythingElse(CapturedOutput log) {
        Path missing = directory.resolve("missing");

        // Nobody listens on port 1, and nobody gets so far as to ask.
        assertThatThrownBy(() -> RunningPortal.start(
                        "127.0.0.1:1", "", "--bellwire.admin-password=", "--bellwire.admin-password-file=" + missing))
                .hasRootCauseInstanceOf(UnusablePasswordException.class);

        assertThat(log.getAll())
                .contains("bellwire.admin-password-file: " + missing + " does not exist\n")
                .contains("Set BELLWIRE_ADMIN_PASSWORD, or BELLWIRE_ADMIN_PASSWORD_FILE")
                .doesNotContain("\tat ");
    }

    private static String answers(RunningPortal portal, String login) {
        StringBuilder answers = new StringBuilder();
        askForEverything(portal, login)
                .forEach(answer -> answers.append(answer.statusCode())
                        .append(answer.headers())
                        .append(answer.body()));
        return answers.toString();
    }

    /** Signs in by the form, and tells what nobody should be able to read: what makes the cookie count. */
    private static String askWithForgedCookie(RunningPortal portal) {
        Browser browser = new Browser(portal);
        assertThat(browser.signIn("admin", ADMIN_SECRET).statusCode()).isEqualTo(303);
        byte[] cookie = Base64.getMimeDecoder().decode(browser.cookie(Browser.SIGN_IN_COOKIE));
        String[] parts = new String(cookie, StandardCharsets.UTF_8).split(":", -1);
        String forged = String.join(":", parts[0], parts[1], parts[2], "0".repeat(64));
        browser.setCookie(
                Browser.SIGN_IN_COOKIE, Base64.getEncoder().encodeToString(forged.getBytes(StandardCharsets.UTF_8)));
        assertThat(browser.get("/").statusCode()).isEqualTo(303);
        return parts[3];
    }

    private static List<HttpResponse<String>> askForEverything(RunningPortal portal, String login) {
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (String path : List.of(
                "/",
                "/sensors",
                "/nothing",
                SETTINGS,
                SETTINGS + "/history",
                "/api/v1/sensors",
                "/api/v1/pipeline",
                "/actuator/health",
                "/actuator/prometheus",
                "/actuator/env",
                "/actuator/configprops")) {
            answers.add(portal.get(login, path));
        }
        answers.add(portal.put(login, "{\"sensor\":\"DC01\",\"endpoint\":{\"host\":\"siem\"}}", "If-None-Match", "*"));
        answers.add(portal.put(login, "{\"sensor\":\"DC01\",\"endpoint\":{\"host\":\"\"}}", "If-Match", "\"1\""));
        answers.add(portal.put(login, "no JSON", "If-Match", "\"1\""));
        answers.add(portal.postForm(login, Map.of("sensor", "DC01", "basedOn", "0")));
        answers.add(new Browser(portal).signIn(login.replaceFirst(":.*", ""), login.replaceFirst("[^:]*:", "")));
        return answers;
    }

    /** Neither a secret, nor what a browser makes of it. */
    private static void assertHoldsNoSecret(String where, String text) {
        for (String secret : List.of(ADMIN_SECRET, VIEWER_SECRET, GUESS)) {
            assertThat(text).as(where).doesNotContain(secret);
        }
        for (String login : LOGINS) {
            assertThat(text)
                    .as(where)
                    .doesNotContain(Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static String topics() {
        Topics topics = broker.create("", Topic.SETTINGS, Topic.INSTANCES);
        StringBuilder all = new StringBuilder();
        for (Topic topic : List.of(Topic.SETTINGS, Topic.INSTANCES)) {
            try (TopicFollower follower = new TopicFollower(broker.kafka(), topics.name(topic), entry -> {
                if (entry.value() != null) {
                    all.append(new String(entry.value(), StandardCharsets.ISO_8859_1));
                }
            })) {
                follower.start(Duration.ofSeconds(30));
            }
        }
        assertThat(all).contains("DC01", "siem");
        return all.toString();
    }
}
