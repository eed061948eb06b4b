package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.siem.FakeSiem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two people at once, one who may only look, and one whose sign-in ended meanwhile. */
@Timeout(120)
class PortalPeopleIT {
    private static Bellwire bellwire;
    private static FakeSiem siem;
    private static Chromium browser;
    private static Chromium other;

    private long revision;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        browser = Chromium.open(directory.resolve("profile"));
        other = Chromium.open(directory.resolve("other"));
        bellwire = SharedPortal.bellwire();
        siem = FakeSiem.tcp();
        browser.signIn(bellwire);
    }

    @AfterAll
    static void stop() throws Exception {
        for (Chromium opened : new Chromium[] {browser, other}) {
            if (opened != null) {
                opened.close();
            }
        }
        if (siem != null) {
            siem.close();
        }
    }

    @BeforeEach
    void beginWithSavedSettings() throws Exception {
        revision = bellwire.api().put(SettingsJson.tcp(siem.port()).toString());
        browser.visit(bellwire.portal() + "/");
        other.signInEnds();
    }

    @Test
    void whoeverSavesSecondSeesWhatChangedAndLosesNothing() throws Exception {
        other.signIn(bellwire);
        browser.fill("endpoint.host", "localhost");
        browser.press("Save");
        browser.await("Saved as revision");

        other.choose("format", "rfc3164");
        other.toggle("notifications.newHealthIssues");
        other.press("Save");

        other.await("Somebody else saved meanwhile");
        assertThat(other.text())
                .contains("admin saved revision", "What changed meanwhile")
                .containsPattern("Service endpoint\\s+127\\.0\\.0\\.1\\s+localhost");
        assertThat(other.value("format")).isEqualTo("rfc3164");
        assertThat(other.has("[name='notifications.newHealthIssues']:checked")).isFalse();
        assertThat(other.value("endpoint.host")).isEqualTo("127.0.0.1");

        other.press("Save");
        other.await("Saved as revision");
        browser.visit(bellwire.portal() + "/");
        assertThat(browser.value("endpoint.host")).isEqualTo("127.0.0.1");
        assertThat(browser.value("format")).isEqualTo("rfc3164");
    }

    @Test
    void whoMayOnlyLookSeesEverythingAndCanChangeNothing() {
        other.signIn(bellwire.portal().toString(), "viewer", SharedPortal.VIEWER_PASSWORD);

        assertThat(other.value("endpoint.host")).isEqualTo("127.0.0.1");
        assertThat(other.has("fieldset:disabled")).isTrue();
        assertThat(other.text()).doesNotContain("Save", "Send test message", "Preview messages", "Cancel");
        for (String page : List.of("Status", "Find an alert", "Rejected", "History")) {
            other.press(page);
            assertThat(other.has("h1")).isTrue();
            assertThat(other.text()).contains(page).doesNotContain("Use this again", "Forbidden");
        }
        for (String path : List.of("/", "/test", "/preview")) {
            assertThat(other.postFromThePage(path)).as(path).isEqualTo(403);
        }
    }

    @Test
    void whoseSignInEndedIsLedBackToWhatHeWanted() throws Exception {
        browser.signInEnds();
        browser.press("History");
        browser.await("Sign in");
        browser.enter("admin", bellwire.adminPassword());

        browser.await("Every change of the settings");
        assertThat(browser.path()).isEqualTo("/history");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /        | Save
            /        | Send test message
            /        | nothing but waiting
            /?saved= | Save
            /?saved= | nothing but waiting
            /?from=  | Save
            /?from=  | nothing but waiting
            """)
    void whoseSignInEndedFindsWhatHeTypedAgain(String page, String press) throws Exception {
        browser.visit(bellwire.portal() + page.replace("=", "=" + revision));
        browser.fill("endpoint.host", "half.typed.example");
        browser.toggle("notifications.newHealthIssues");
        browser.choose("format", "rfc3164");
        browser.signInEnds();

        if (!press.startsWith("nothing")) {
            browser.press(press);
        }
        browser.await("Sign in");
        browser.enter("admin", bellwire.adminPassword());

        browser.await("Your entries are here again");
        assertThat(browser.text()).doesNotContain("Saved as revision");
        assertThat(browser.value("endpoint.host")).isEqualTo("half.typed.example");
        assertThat(browser.value("format")).isEqualTo("rfc3164");
        assertThat(browser.has("[name='notifications.newHealthIssues']:checked"))
                .isFalse();
        browser.fill("endpoint.host", "localhost");
        browser.press("Save");
        browser.await("Saved as revision");
        browser.visit(bellwire.portal() + "/");
        assertThat(browser.text()).doesNotContain("Your entries are here again");
    }

    @Test
    void whatWasSentIsShownAgainOnlyWhereNoAnswerCame() {
        typeAndSendWithoutAnAnswer();
        browser.visit(bellwire.portal() + "/");
        browser.await("Your entries are here again");
        assertThat(browser.value("endpoint.host")).isEqualTo("interrupted.example");

        // Saved, but this replica has not read it yet, or somebody saved right after.
        typeAndSendWithoutAnAnswer();
        browser.visit(bellwire.portal() + "/?saved=" + (revision - 1));
        assertThat(browser.text()).doesNotContain("Your entries are here again", "Saved as revision");
        assertThat(browser.value("endpoint.host")).isEqualTo("127.0.0.1");
    }

    /** The choice is renewed every time that another sensor comes or goes. */
    @Test
    void aChangedSensorAloneIsShownAgain() throws Exception {
        browser.driver().executeScript("document.getElementById('sensor').add(new Option('DC02', 'DC02'))");
        browser.choose("sensor", "DC02");
        browser.await("DC02 (never heard of)");
        browser.signInEnds();
        browser.await("Sign in");
        browser.enter("admin", bellwire.adminPassword());

        browser.await("Your entries are here again");
    }

    @Test
    void aPortThatIsShownAgainFollowsItsTransport() {
        browser.fill("endpoint.port", "514");
        browser.choose("transport", "tls");
        typeAndSendWithoutAnAnswer();
        browser.visit(bellwire.portal() + "/");
        browser.await("Your entries are here again");
        assertThat(browser.value("endpoint.port")).isEqualTo("6514");

        browser.choose("transport", "udp");

        assertThat(browser.value("endpoint.port")).isEqualTo("514");
    }

    /** Every field that is text; what runs would leave its mark. */
    @Test
    void nothingInAnAlertOrARejectedRecordRuns() throws Exception {
        String hostile = "<img src=x onerror=document.title='ran'><script>document.title='ran'</script>";
        String id = "<img/src=x/onerror=document.title='ran'>";
        bellwire.api().accept(List.of("""
                {"id": "%2$s", "kind": "securityAlert", "type": "%2$s", "name": "%1$s", "severity": "high",
                 "startTime": "2026-11-24T08:00:00Z", "protocol": "<b>", "outcome": "%2$s", "message": "%1$s",
                 "url": "javascript:document.title='ran'", "extension": {"act": "%2$s"},
                 "source": {"user": "%1$s"}, "destination": {"user": "%1$s"}}""".formatted(hostile, id)));
        siem.awaitMessages(1, Duration.ofSeconds(20));

        browser.press("Find an alert");
        browser.fill("id", id);
        browser.awaitAfter("CEF:0|", () -> browser.press("Find"));

        assertThat(browser.text()).contains("onerror=document.title");
        assertNothingRan("Find an alert");

        bellwire.produce(hostile);
        browser.awaitAfter("alerts-incoming", () -> {
            browser.press("Rejected");
            browser.driver().executeScript("document.querySelectorAll('details').forEach((part) => part.open = true)");
        });
        assertThat(browser.text()).contains("onerror=document.title");
        assertNothingRan("Rejected");
    }

    private static void typeAndSendWithoutAnAnswer() {
        browser.fill("endpoint.host", "interrupted.example");
        browser.driver()
                .executeScript(
                        "document.forms.settings.addEventListener('submit', (sending) => sending.preventDefault())");
        browser.press("Save");
    }

    private static void assertNothingRan(String page) {
        assertThat(browser.has("img, a[href^='javascript'], script:not([src])")).isFalse();
        assertThat(browser.driver().getTitle()).isEqualTo(page + " · Bellwire");
    }
}
