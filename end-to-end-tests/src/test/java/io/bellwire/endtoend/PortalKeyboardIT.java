package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.openqa.selenium.Keys.ARROW_DOWN;
import static org.openqa.selenium.Keys.ENTER;
import static org.openqa.selenium.Keys.HOME;
import static org.openqa.selenium.Keys.SPACE;

import io.bellwire.siem.FakeSiem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** Everything that is done with the mouse is done without: by Tab, Enter, Space and the arrows. */
@Timeout(180)
class PortalKeyboardIT {
    private static Bellwire bellwire;
    private static FakeSiem siem;
    private static Chromium browser;
    private static Keyboard keys;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        browser = Chromium.open(directory.resolve("profile"));
        keys = new Keyboard(browser.driver());
        bellwire = SharedPortal.bellwire();
        siem = FakeSiem.tcp();
        bellwire.api().save(SettingsJson.by(Wire.UDP, siem.port(), "rfc5424").toString());
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (siem != null) {
            // The last that is done by keyboard is to switch off.
            bellwire.api().put(SettingsJson.tcp(siem.port()).toString());
            siem.close();
        }
    }

    @Test
    void everyFlowGoesByKeyboardAlone() throws Exception {
        signIn();
        fillIn();
        sendTestMessage();
        keys.backTo("Save");
        keys.press(SPACE);
        browser.await("Saved as revision");
        findAnAlert();
        lookAtRejected();
        useAnEarlierRevisionAgain();
        switchOff();
        keys.backTo("Sign out");
        keys.press(ENTER);
        browser.await("You are signed out.");
    }

    /** The file itself is chosen in a window of the browser. */
    @Test
    void filesAreReachedAndAMissingOneIsAskedFor() throws Exception {
        browser.signIn(bellwire);
        String newest = bellwire.api()
                .get("/api/v1/settings/syslog")
                .headers()
                .firstValue("ETag")
                .orElseThrow()
                .replace("\"", "");
        browser.visit(bellwire.portal() + "/");
        keys.to("Download revision " + newest);
        keys.to("file");
        keys.to("Show in the form");
        keys.press(ENTER);
        await().untilAsserted(() -> assertThat(keys.focused()).isEqualTo("file"));

        browser.visit(bellwire.portal() + "/history");
        keys.to("Download");
        browser.signInEnds();
    }

    /** Such a button comes only with more records than a test has time to write. */
    @Test
    void theAnswerTakesTheFocusOfTheButtonThatItReplaces() throws Exception {
        browser.signIn(bellwire);
        browser.visit(bellwire.portal() + "/alerts?id=a");
        browser.driver().executeScript("""
                const more = document.getElementById('answer').appendChild(document.createElement('p'));
                more.className = 'more';
                more.innerHTML = '<button hx-get="/alerts/before?id=a&before=2026-01-01T00:00:00Z&found=true"'
                    + ' hx-target="closest .more" hx-swap="outerHTML">Search further back</button>';
                htmx.process(more);""");
        keys.to("Search further back");

        keys.press(ENTER);

        browser.await("Nothing more of it is in what Kafka still keeps.");
        await().untilAsserted(() -> assertThat(keys.focused()).isEqualTo("P"));
    }

    private static void signIn() throws Exception {
        browser.signInEnds();
        browser.visit(bellwire.portal() + "/");
        await().untilAsserted(() -> assertThat(keys.focused()).isEqualTo("username"));
        keys.type("admin");
        keys.to("password");
        keys.type(bellwire.adminPassword());
        keys.press(ENTER);
        browser.await("Signed in as admin");
        keys.to("Skip to the settings");
        keys.press(ENTER);
    }

    private static void fillIn() {
        keys.to("sensor");
        keys.press(HOME, ARROW_DOWN);
        assertThat(browser.value("sensor")).isEqualTo(Bellwire.SENSOR);
        keys.to("transport");
        keys.press(HOME, ARROW_DOWN);
        assertThat(browser.value("transport")).isEqualTo("tcp");
        keys.to("format");
        keys.press(HOME, ARROW_DOWN);
        assertThat(browser.value("format")).isEqualTo("rfc3164");
        keys.backTo("endpoint.port");
        keys.replaceBy(Integer.toString(siem.port()));
        keys.backTo("endpoint.host");
        keys.replaceBy("localhost");
    }

    /** What comes back takes the focus to itself, and keeps it while it is renewed. */
    private static void sendTestMessage() throws Exception {
        keys.to("Advanced");
        keys.press(ENTER);
        keys.to("deliverSince");
        keys.to("Send test message");
        keys.press(ENTER);
        browser.await("Test message\nResolve the name");
        assertThat(keys.focused()).isEqualTo("test-title");
        browser.await("Next: look for");
        assertThat(browser.text()).contains("The SIEM has read the test message");
        assertThat(keys.focused()).isEqualTo("test-title");
        keys.backTo("Preview messages");
        keys.press(ENTER);
        browser.await("What would be sent");
        assertThat(keys.focused()).isEqualTo("preview-title");
        keys.to("Part by part");
        keys.press(ENTER);
        browser.await("Meaning");
    }

    private static void findAnAlert() throws Exception {
        bellwire.api().accept(List.of(AlertJson.security("by-keyboard", 1)));
        keys.to("Find an alert");
        keys.press(ENTER);
        browser.await("Where it is, what became of it");
        browser.awaitAfter("Delivered", () -> {
            keys.to("id");
            keys.replaceBy("by-keyboard");
            keys.press(ENTER);
        });
        assertThat(browser.text()).contains("number 1");
    }

    private static void lookAtRejected() throws Exception {
        bellwire.produce("no alert");
        browser.awaitAfter("alerts-incoming", () -> {
            keys.to("Rejected");
            keys.press(ENTER);
            browser.await("Records that no alert");
            if (browser.has("summary")) {
                keys.to(browser.driver().findElement(By.tagName("summary")).getText());
                keys.press(ENTER);
            }
        });
        keys.to("Download as it came");
    }

    private static void useAnEarlierRevisionAgain() {
        keys.backTo("History");
        keys.press(ENTER);
        browser.await("Every change of the settings");
        keys.to("Use this again");
        keys.press(ENTER);
        browser.await("again, not saved yet");
        keys.to("Save");
        keys.press(ENTER);
        browser.await("Saved as revision");
    }

    private static void switchOff() {
        keys.to("enabled");
        keys.press(SPACE);
        assertThat(browser.has("#enabled:checked")).isFalse();
        keys.to("Save");
        keys.press(ENTER);
        browser.await("Syslog service is switched off");
    }
}
