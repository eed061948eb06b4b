package io.bellwire.config;

import static io.bellwire.config.FormClient.filledIn;
import static io.bellwire.config.RunningPortal.ADMIN;
import static io.bellwire.config.RunningPortal.SETTINGS;
import static io.bellwire.config.RunningPortal.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Heartbeat;
import io.bellwire.schemas.InstanceState;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings leave one installation as a file and come into another, by the pages and by the API. */
class SettingsFileIT {
    private static final String FILE = """
            {
              "enabled": false,
              "sensor": "DC01",
              "endpoint": {
                "host": "siem.contoso.com",
                "port": 6514
              },
              "transport": "tls",
              "format": "rfc5424",
              "notifications": {
                "newSecurityAlerts": true,
                "updatedSecurityAlerts": true,
                "newHealthIssues": false
              },
              "deliverSince": "2026-11-24T08:00:00.000Z",
              "advanced": {
                "framing": "octet-counting",
                "dialect": "mdi",
                "securityFacility": 10,
                "healthFacility": 14,
                "rfc3164TimeZone": "Europe/Berlin",
                "maxMessageBytes": 2048,
                "byteOrderMark": "never"
              }
            }
            """;

    private static TestBroker broker;

    private Heartbeat sensor;
    private RunningPortal portal;
    private FormClient client;

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
        start();
    }

    @AfterEach
    void stopPortal() {
        portal.close();
        sensor.close();
    }

    @Test
    void aRevisionIsDownloadedAsTheBodyOfAPut() {
        assertThat(portal.put(ADMIN, FILE, "If-None-Match", "*").statusCode()).isEqualTo(200);
        assertThat(portal.put(ADMIN, FILE.replace("6514", "514"), "If-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(200);

        for (String login : new String[] {ADMIN, VIEWER}) {
            assertThat(portal.get(login, "/history").body())
                    .contains("href=\"/history/2.json\"", "href=\"/history/1.json\"");
            assertThat(portal.get(login, "/").body()).contains("href=\"/history/2.json\"");
            HttpResponse<String> file = portal.get(login, "/history/1.json");
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.body()).isEqualTo(FILE);
            assertThat(file.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(file.headers().firstValue("Content-Disposition"))
                    .contains("attachment; filename=\"bellwire-settings-1.json\"");
            assertThat(file.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        }
        assertThat(portal.get(VIEWER, "/history/3.json").body()).contains("No settings were saved as revision 3.");
        assertThat(portal.get(VIEWER, "/history/0.json").statusCode()).isEqualTo(404);
        assertThat(portal.get(VIEWER, "/history/x.json").statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsDownloadedIsShownByAFreshInstallationAndSavedThereByTheForm() {
        HttpResponse<String> shown = upload("bellwire-settings-7.json", FILE);

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body())
                .contains("From the file bellwire-settings-7.json", "Nothing is saved until you press Save.")
                .contains("value=\"siem.contoso.com\"", "value=\"2048\"", "value=\"2026-11-24T08:00:00Z\"")
                .contains("<option value=\"DC01\" selected=\"selected\">DC01 (online)</option>")
                .contains("name=\"basedOn\" value=\"0\"")
                .doesNotContain("class=\"fault\"");
        assertThat(portal.get(ADMIN, SETTINGS).statusCode()).isEqualTo(404);

        Map<String, String> form = filledIn(shown, "siem.contoso.com");
        form.remove("enabled");
        form.put("deliverSince", "2026-11-24T08:00:00Z");
        assertThat(client.post(shown, form).statusCode()).isEqualTo(302);
        assertThat(portal.get(ADMIN, SETTINGS).body())
                .contains("\"enabled\":false", "\"deliverSince\":\"2026-11-24T08:00:00.000Z\"");
    }

    @Test
    void theAnswerOfAGetIsTakenByAPutHereAndInAFreshInstallation() {
        portal.put(ADMIN, FILE, "If-None-Match", "*");
        HttpResponse<String> saved = portal.get(ADMIN, SETTINGS);
        String tag = saved.headers().firstValue("ETag").orElseThrow();

        assertThat(portal.put(ADMIN, saved.body(), "If-Match", tag).statusCode())
                .isEqualTo(200);
        assertThat(portal.get(ADMIN, "/history/2.json").body()).isEqualTo(FILE);
        stopPortal();
        start();
        assertThat(portal.put(ADMIN, saved.body(), "If-None-Match", "*").statusCode())
                .isEqualTo(200);
        assertThat(portal.get(ADMIN, "/history/1.json").body()).isEqualTo(FILE);
    }

    @Test
    void aSensorThatWasNeverHeardOfIsShownWithTheOnesThereAre() {
        HttpResponse<String> shown = upload("a.json", FILE.replace("DC01", "DC09"));

        assertThat(shown.statusCode()).isEqualTo(400);
        assertThat(shown.body())
                .contains(
                        "From the file a.json",
                        "Nothing is saved until you press Save. One field needs a change first.")
                .contains("<option value=\"DC09\" selected=\"selected\">DC09 (never heard of)</option>")
                .contains("<option value=\"DC01\">DC01 (online)</option>")
                .contains("was never heard of; known are DC01</p>")
                .contains("value=\"siem.contoso.com\"");
    }

    @Test
    void faultsOfAFileStandBesideTheFieldsThatShowIt() {
        String broken = FILE.replace("6514", "\"70000x\"")
                .replace("2048", "12")
                .replace("\"tls\"", "\"quic\"")
                .replace("\"rfc5424\"", "\"rfc5424\", \"format\": \"rfc3164\"");
        HttpResponse<String> shown = upload("a.json", broken);

        assertThat(shown.statusCode()).isEqualTo(400);
        assertThat(shown.body())
                .contains("4 fields need a change first.", "value=\"70000x\"", "value=\"12\"")
                .contains("id=\"fault-endpoint.port\"", "id=\"fault-advanced.maxMessageBytes\"")
                .contains("id=\"fault-transport\"", "Occurs twice", "is not one of udp, tcp, tls")
                .contains("<details class=\"advanced\" open=\"open\">")
                .contains("value=\"siem.contoso.com\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"sensor": "DC01",              | It is not JSON:
            ["DC01"]                        | It is not a JSON object.
            {} {}                           | It goes on after the JSON object.
            {"endpoint": {"hots": "siem"}}  | &#39;endpoint.hots&#39; is unknown; known are host, port.
            {"endpoint": "siem:514"}        | &#39;endpoint&#39; &quot;siem:514&quot; is not an object.
            ''                              | It is empty.
            """)
    void whatHoldsNoSettingsIsRefusedInASentence(String content, String sentence) {
        HttpResponse<String> shown = upload("a.json", content);

        assertThat(shown.statusCode()).isEqualTo(400);
        assertThat(shown.body())
                .contains("The file a.json is not used", sentence)
                .contains("Syslog service is not configured")
                .contains("<option value=\"DC01\" selected=\"selected\">");
    }

    @Test
    void noFileAndTooLargeOnesAreRefusedInASentence() {
        assertThat(upload("", "").body()).contains("No file was chosen");
        HttpResponse<String> large = upload("a.json", "{" + " ".repeat(64 << 10));
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).contains("It has 65537 octets; one of settings has 65536 at most.");
        HttpResponse<String> huge = upload("a.json", " ".repeat(2 << 20));
        assertThat(huge.statusCode()).isEqualTo(413);
        assertThat(huge.body()).contains("A file of settings has 64 KiB at most");
    }

    private void start() {
        String prefix = UUID.randomUUID() + ".";
        sensor = broker.sensor(prefix, "DC01", InstanceState.STANDING_BY);
        portal = RunningPortal.start(broker.address(), prefix);
        client = new FormClient(portal);
        await().untilAsserted(() ->
                assertThat(portal.get(ADMIN, "/api/v1/sensors").body()).contains("standing-by"));
    }

    private HttpResponse<String> upload(String name, String content) {
        HttpResponse<String> page = portal.get(ADMIN, "/");
        String token = filledIn(page, "").get("_csrf");
        return portal.send(
                "POST",
                ADMIN,
                "/",
                new UploadedFile(name, content, Map.of("_csrf", token)).body(),
                "Content-Type",
                UploadedFile.TYPE,
                "Cookie",
                client.cookie(page));
    }
}
