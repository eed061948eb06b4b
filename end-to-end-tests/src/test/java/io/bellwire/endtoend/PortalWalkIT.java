package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A SOC engineer before the portal, from the first visit to "where is my alert?", in a real browser with a real rsyslog. */
@Timeout(300)
@Order(1)
class PortalWalkIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private static Bellwire bellwire;
    private static Rsyslog rsyslog;
    private static Chromium browser;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        browser = Chromium.open(directory.resolve("profile"));
        rsyslog = Rsyslog.start(Files.createDirectories(directory.resolve("rsyslog")));
        bellwire = SharedPortal.untouched(directory);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (bellwire != null) {
            SharedPortal.leave(bellwire);
        }
        if (rsyslog != null) {
            rsyslog.close();
        }
    }

    @Test
    void fromTheFirstVisitToAnAlertThatIsFound() throws Exception {
        browser.signIn(bellwire);
        browser.await("Syslog service is not configured");

        // A port at which nobody listens: told at once, and what was typed stays.
        browser.fill("endpoint.host", "127.0.0.1");
        browser.choose("transport", "tcp");
        browser.fill("endpoint.port", Integer.toString(closedPort()));
        browser.press("Send test message");
        browser.await("Nothing was sent");

        // The real one.
        testMessageArrives("tcp", Wire.TCP_LINE_FEED, "The SIEM has read the test message");
        testMessageArrives("tls", Wire.TLS_OCTET_COUNTING, "The SIEM has read the test message");
        testMessageArrives("udp", Wire.UDP, "UDP cannot tell");
        browser.choose("transport", "tcp");
        browser.fill("endpoint.port", Integer.toString(rsyslog.port(Wire.TCP_LINE_FEED)));
        browser.press("Save");
        browser.await("Saved as revision 1");
        browser.await("Delivering");

        bellwire.api().accept(List.of(AlertJson.security("walk-1", 1)));
        String line = rsyslog.take(1, SOON).get(0).raw();
        find("walk-1", "Delivered");
        assertThat(browser.text()).contains(line);

        // Switched off, and found as filtered with the switch that did it.
        browser.press("Settings");
        browser.toggle("notifications.newSecurityAlerts");
        browser.press("Save");
        browser.await("Saved as revision 2");
        bellwire.api().accept(List.of(AlertJson.security("walk-2", 2)));
        find("walk-2", "Filtered");
        assertThat(browser.text()).containsIgnoringCase("new security alerts");
    }

    private static void testMessageArrives(String transport, Wire wire, String verdict) throws Exception {
        browser.choose("transport", transport);
        browser.fill("endpoint.port", Integer.toString(rsyslog.port(wire)));
        browser.press("Send test message");
        String marker = rsyslog.take(1, SOON).get(0).raw().replaceFirst("(?s).*(bellwire-test-[0-9a-f]+).*", "$1");
        browser.await(marker);
        browser.await(verdict);
    }

    /** Looked for again until it has come so far: what is taken is told within seconds. */
    private static void find(String id, String state) {
        browser.press("Find an alert");
        browser.fill("id", id);
        browser.awaitAfter(state, () -> browser.press("Find"));
    }

    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
