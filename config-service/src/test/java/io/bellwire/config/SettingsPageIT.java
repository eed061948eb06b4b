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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page as a browser without JavaScript uses it. */
class SettingsPageIT {
    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/[^\"]+\\.(?:css|js|svg))\"");

    private static TestBroker broker;

    private String prefix;
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
        prefix = UUID.randomUUID() + ".";
        sensor = broker.sensor(prefix, "DC01", InstanceState.STANDING_BY);
        portal = RunningPortal.start(broker.address(), prefix);
        client = new FormClient(portal);
        await().untilAsserted(() ->
                assertThat(portal.get(ADMIN, "/api/v1/sensors").body()).contains("standing-by"));
    }

    @AfterEach
    void stopPortal() {
        portal.close();
        sensor.close();
    }

    @Test
    void savesTellsFaultsAndNoticesWhoWasFaster() {
        // Nothing saved yet; the only sensor is chosen already.
        HttpResponse<String> page = portal.get(ADMIN, "/");
        assertThat(page.body())
                .contains("Syslog service is not configured")
                .contains("<option value=\"DC01\" selected=\"selected\">DC01 (online)</option>");

        // Faults stand beside their fields, and what was typed stays.
        Map<String, String> form = filledIn(page, "siem.contoso.com");
        form.put("endpoint.port", "70000");
        form.put("advanced.maxMessageBytes", "10");
        HttpResponse<String> refused = client.post(page, form);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("id=\"fault-endpoint.port\" class=\"fault\">70000 is not between 1 and 65535</p>")
                .contains("id=\"fault-advanced.maxMessageBytes\"")
                .contains("<details class=\"advanced\" open=\"open\">")
                .contains("value=\"siem.contoso.com\"");

        // Saved.
        HttpResponse<String> saved = client.post(page, filledIn(page, "siem.contoso.com"));
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(302);
        // Nothing of the address by which it was reached: a proxy before it may have another.
        assertThat(saved.headers().firstValue("Location")).contains("/?saved=1");
        assertThat(portal.get(ADMIN, "/?saved=1").body())
                .contains("Saved as revision 1")
                .contains("Syslog service is configured")
                .contains("DC01 (online, designated)");
        assertThat(portal.get(ADMIN, SETTINGS).body())
                .contains("\"updatedSecurityAlerts\":false")
                .contains("\"maxMessageBytes\":8000")
                .contains("\"savedBy\":\"admin\"");

        // The first page is of yesterday now.
        HttpResponse<String> late = client.post(page, filledIn(page, "other.contoso.com"));
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.body())
                .contains("Somebody else saved meanwhile")
                .contains("admin saved revision 1")
                .contains("<th scope=\"row\">Service endpoint</th><td>–</td><td>siem.contoso.com</td>")
                .contains("value=\"other.contoso.com\"")
                .contains("Load what is saved now");
        assertThat(portal.get(ADMIN, SETTINGS).body()).contains("\"siem.contoso.com\"");

        // Who has seen what changed may save over it.
        assertThat(client.post(late, filledIn(late, "other.contoso.com")).statusCode())
                .isEqualTo(302);
        assertThat(portal.get(ADMIN, SETTINGS).body()).contains("\"other.contoso.com\"");
    }

    @Test
    void historyTellsEachChangeAndBringsItBack() {
        HttpResponse<String> page = portal.get(ADMIN, "/");
        client.post(page, filledIn(page, "first.contoso.com"));
        page = portal.get(ADMIN, "/");
        client.post(page, filledIn(page, "second.contoso.com"));

        assertThat(portal.get(VIEWER, "/history").body())
                .containsSubsequence("Revision 2", "admin, ", "<td>first.contoso.com</td><td>second.contoso.com</td>")
                .containsSubsequence("Revision 1", "<td>–</td><td>first.contoso.com</td>")
                .doesNotContain("Use this again");
        assertThat(portal.get(ADMIN, "/history").body()).containsOnlyOnce("href=\"/?from=1\"");
        HttpResponse<String> again = portal.get(ADMIN, "/?from=1");
        assertThat(again.body()).contains("Revision 1 again, not saved yet").contains("value=\"first.contoso.com\"");
        assertThat(client.post(again, filledIn(again, "first.contoso.com")).statusCode())
                .isEqualTo(302);
        assertThat(portal.get(ADMIN, SETTINGS).body()).contains("\"first.contoso.com\"", "\"revision\":3");
    }

    @Test
    void aViewerSeesEverythingAndChangesNothing() {
        HttpResponse<String> page = portal.get(VIEWER, "/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<fieldset class=\"bare\" disabled=\"disabled\">")
                .contains("not change them")
                .doesNotContain(">Save<");
        HttpResponse<String> refused = portal.postForm(VIEWER, filledIn(page, "siem"), "Cookie", client.cookie(page));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(portal.get(ADMIN, SETTINGS).statusCode()).isEqualTo(404);
    }

    @Test
    void aFormOfAForeignPageIsRefused() {
        HttpResponse<String> page = portal.get(ADMIN, "/");
        Map<String, String> form = filledIn(page, "siem");

        assertThat(portal.postForm(ADMIN, form).statusCode()).isEqualTo(403);
        form.remove("_csrf");
        assertThat(portal.postForm(ADMIN, form, "Cookie", client.cookie(page)).statusCode())
                .isEqualTo(403);
        assertThat(portal.get(ADMIN, SETTINGS).statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly")
                .contains("SameSite=Lax");
    }

    @Test
    void aFormOutlivesWhatItsPageAsksMeanwhile() {
        HttpResponse<String> page = portal.get(ADMIN, "/");

        assertThat(portal.get(ADMIN, "/sensors", "Cookie", client.cookie(page))
                        .headers()
                        .map())
                .doesNotContainKey("Set-Cookie");
        assertThat(portal.get(ADMIN, "/", "Cookie", client.cookie(page))
                        .headers()
                        .map())
                .doesNotContainKey("Set-Cookie");
        assertThat(client.post(page, filledIn(page, "siem.contoso.com")).statusCode())
                .isEqualTo(302);
    }

    @Test
    void withoutSignInPeopleGetTheFormAndProgramsAreAsked() {
        HttpResponse<String> person = portal.get("", "/", "Accept", "text/html");
        HttpResponse<String> program = portal.get("", "/");
        HttpResponse<String> wrongPassword = portal.get("admin:wrong", "/", "Accept", "text/html");

        assertThat(person.statusCode()).isEqualTo(303);
        assertThat(person.headers().firstValue("Location")).contains("/login");
        assertThat(person.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(program.statusCode()).isEqualTo(401);
        assertThat(program.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(program.body()).contains("Sign in with a user and a password");
        assertThat(wrongPassword.statusCode()).isEqualTo(401);
        assertThat(wrongPassword.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void nothingOfThePageIsInlineOrFromElsewhere() {
        HttpResponse<String> page = portal.get(ADMIN, "/");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .doesNotContain("unsafe");
        assertThat(page.body())
                .doesNotContain("<style")
                .doesNotContain(" style=")
                .doesNotContain("onclick");
        Matcher assets = ASSET.matcher(page.body());
        int found = 0;
        while (assets.find()) {
            found++;
            assertThat(portal.get(ADMIN, assets.group(1)).statusCode())
                    .as(assets.group(1))
                    .isEqualTo(200);
        }
        assertThat(found).isEqualTo(4);
    }
}
