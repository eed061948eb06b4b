package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.siem.FakeSiem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who cannot see, or uses no mouse, gets along with every page in every state: axe-core finds nothing, in light and in dark.
 */
@Timeout(200)
class PortalAccessibilityIT {
    private static Bellwire bellwire;
    private static FakeSiem siem;
    private static Chromium browser;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        browser = Chromium.open(directory.resolve("profile"));
        bellwire = SharedPortal.bellwire();
        siem = FakeSiem.tcp();
        browser.signIn(bellwire);
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (siem != null) {
            siem.close();
        }
    }

    @BeforeEach
    void beginWithSavedSettings() throws Exception {
        bellwire.api().put(SettingsJson.tcp(siem.port()).toString());
        browser.visit(bellwire.portal() + "/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/status", "/alerts", "/alerts?id=a", "/alerts?id=%20b%20c", "/rejected", "/api", "/nowhere"
            })
    void nothingIsWrongWithThePage(String path) {
        browser.visit(bellwire.portal() + path);

        assertNoFaults();
    }

    @Test
    void nothingIsWrongWithAVerdict() {
        browser.press("Send test message");
        browser.await("Next: look for");
        assertThat(browser.has(".notice-good")).isTrue();
        assertNoFaults();

        browser.fill("endpoint.port", "1");
        browser.press("Send test message");
        browser.await("Nothing was sent");
        assertThat(browser.has(".notice-bad")).isTrue();
        assertNoFaults();
    }

    @Test
    void nothingIsWrongWithThePreview() {
        browser.press("Preview messages");
        browser.await("What would be sent");
        openAllThatIsFolded();

        assertNoFaults();
    }

    @Test
    void nothingIsWrongWithRefusedSettings() throws Exception {
        browser.fill("endpoint.port", "70000");
        openAllThatIsFolded();
        browser.fill("advanced.maxMessageBytes", "10");
        browser.press("Save");
        browser.await("2 fields need a change.");
        assertNoFaults();

        // Somebody else saves meanwhile.
        browser.visit(bellwire.portal() + "/");
        bellwire.api().put(SettingsJson.by(Wire.UDP, siem.port(), "rfc3164").toString());
        browser.press("Save");
        browser.await("What changed meanwhile");
        assertNoFaults();
    }

    @Test
    void nothingIsWrongWithTheQuestionWhatToDoWithWaitingAlerts() throws Exception {
        bellwire.api().put(SettingsJson.tcp(siem.port()).switchedOff());
        bellwire.api().accept(List.of(AlertJson.security("waits", 1)));
        browser.awaitAfter("Start from now", () -> browser.visit(bellwire.portal() + "/"));
        browser.toggle("enabled");
        browser.press("Save");
        browser.await("Not saved yet: alerts are waiting");

        assertNoFaults();
    }

    @Test
    void nothingIsWrongWithAnAlertThatIsFound() throws Exception {
        bellwire.api().accept(List.of(AlertJson.security("seen", 1), AlertJson.securityUpdate("seen", 2)));
        browser.awaitAfter("Delivered", () -> browser.visit(bellwire.portal() + "/alerts?id=seen"));

        assertNoFaults();
    }

    @Test
    void nothingIsWrongWithARejectedRecord() throws Exception {
        bellwire.produce("no alert");
        browser.awaitAfter("alerts-incoming", () -> {
            browser.visit(bellwire.portal() + "/rejected");
            openAllThatIsFolded();
        });

        assertNoFaults();
    }

    @Test
    void nothingIsWrongWithTheHistoryAndWhatItBringsBack() throws Exception {
        bellwire.api().put(SettingsJson.by(Wire.UDP, siem.port(), "rfc3164").toString());
        browser.press("History");
        browser.await("in force");
        assertNoFaults();

        browser.press("Use this again");
        browser.await("again, not saved yet");
        assertNoFaults();
    }

    @Test
    void nothingIsWrongWithWhatAFileHolds(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("settings of the other site.json");
        Files.writeString(file, SettingsJson.tcp(siem.port()).toString().replace(Bellwire.SENSOR, "DC09"));
        browser.choose("file", file);
        browser.press("Show in the form");
        browser.await("From the file settings of the other site.json");
        assertThat(browser.text()).contains("DC09 (never heard of)", "One field needs a change first.");
        assertNoFaults();

        browser.choose("file", Files.writeString(file, "{"));
        browser.press("Show in the form");
        browser.await("is not used");
        assertNoFaults();
    }

    @Test
    void nothingIsWrongWithTheSignIn(@TempDir Path directory) {
        try (Chromium nobody = Chromium.open(directory)) {
            nobody.visit(bellwire.portal() + "/login");
            PageFaults.assertNone(nobody);
            nobody.enter("viewer", "wrong");
            nobody.await("Bellwire knows no such user");
            PageFaults.assertNone(nobody);
            nobody.enter("viewer", SharedPortal.VIEWER_PASSWORD);
            nobody.await("not change them");
            PageFaults.assertNone(nobody);
        }
    }

    /** Copies, since the page hides its own again with the next answer. */
    @Test
    void nothingIsWrongWithWhatIsSaidOnlyInTrouble() {
        browser.driver().executeScript("""
                for (const notice of document.querySelectorAll('#slow, #lost, #entries-again')) {
                    const copy = notice.cloneNode(true);
                    copy.hidden = false;
                    notice.replaceWith(copy);
                }""");

        assertThat(browser.text()).contains("No answer yet", "Bellwire does not answer", "Your entries are here again");
        assertNoFaults();
    }

    private static void openAllThatIsFolded() {
        browser.driver().executeScript("document.querySelectorAll('details').forEach((part) => part.open = true)");
    }

    private static void assertNoFaults() {
        PageFaults.assertNone(browser);
    }
}
