package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.siem.Behaviour;
import io.bellwire.siem.FakeSiem;
import io.bellwire.siem.TestCertificates;
import io.bellwire.siem.TestIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page says of a receiver with which something is wrong, after "Send test message". */
@Timeout(120)
class PortalVerdictsIT {
    /** What is saved does not matter: each test tries what it filled in. */
    private static final int PORT_OF_NOBODY = 9;

    @TempDir
    private static Path directory;

    private static Chromium browser;

    @BeforeAll
    static void start() throws Exception {
        browser = Chromium.open(directory.resolve("profile"));
        browser.signIn(SharedPortal.bellwire());
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openTheSettings() throws Exception {
        SharedPortal.bellwire().api().put(SettingsJson.tcp(PORT_OF_NOBODY).toString());
        browser.visit(SharedPortal.bellwire().portal() + "/");
    }

    @Test
    void nobodyListensAtThePort() throws Exception {
        FakeSiem siem = FakeSiem.tcp();
        siem.close();

        sendTestMessage("tcp", siem);

        browser.await("Nothing was sent: ");
        assertThat(browser.text())
                .contains("refused", "Next: compare the port, and see that the SIEM listens there by TCP.");
        assertThat(browser.has(".step-failed")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            expired      | expired
            wrong name   | not made out to 127.0.0.1 but to: other.example
            unknown CA   | trust
            """)
    void theCertificateIsWrong(String which, String words) throws Exception {
        try (FakeSiem siem = FakeSiem.tls(identity(which).context())) {
            sendTestMessage("tls", siem);

            browser.await("TLS did not come about, so nothing was sent: ");
            assertThat(browser.text()).containsIgnoringCase(words).contains("Next: do so, and test again.");
            assertThat(siem.messages()).isZero();
        }
    }

    @Test
    void theReceiverReadsNothing() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            siem.behaveAlways(Behaviour.stallAfter(0));

            sendTestMessage("tcp", siem);

            browser.await("The SIEM's host has the test message, and the connection stayed open for 3 s.");
            assertThat(browser.text()).contains("Next: look for bellwire-test-");
        }
    }

    @Test
    void theReceiverClosesAtOnce() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            siem.behaveAlways(Behaviour.closeAfter(1));

            sendTestMessage("tcp", siem);

            browser.await("The SIEM closed the connection ");
            assertThat(browser.text())
                    .contains("it may expect octet-counting framing", "Next: test with the framing octet-counting");
        }
    }

    private static void sendTestMessage(String transport, FakeSiem siem) {
        browser.fill("endpoint.host", "127.0.0.1");
        browser.choose("transport", transport);
        browser.fill("endpoint.port", Integer.toString(siem.port()));
        browser.press("Send test message");
    }

    private static TestIdentity identity(String which) throws IOException {
        TestCertificates trusted = TestCertificates.shared();
        return switch (which) {
            case "expired" -> trusted.expired("127.0.0.1");
            case "wrong name" -> trusted.server("other.example");
            default ->
                TestCertificates.in(Files.createDirectories(directory.resolve("ca")))
                        .server("127.0.0.1");
        };
    }
}
