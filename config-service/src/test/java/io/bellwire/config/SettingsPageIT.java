package io.bellwire.config;

import static io.bellwire.config.RunningPortal.ADMIN;
import static io.bellwire.config.RunningPortal.SETTINGS;
import static io.bellwire.config.RunningPortal.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Heartbeat;
import io.bellwire.schemas.InstanceState;
import io.bellwire.schemas.RejectedRecord;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page as a browser without JavaScript uses it. */
class SettingsPageIT {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern BASED_ON = Pattern.compile("name=\"basedOn\" value=\"([^\"]+)\"");
    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/[^\"]+\\.(?:css|js|svg))\"");

    private static TestBroker broker;

    private String prefix;
    private Heartbeat sensor;
    private RunningPortal portal;
    private String kept = "";

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
        HttpResponse<String> refused = post(page, form);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("id=\"fault-endpoint.port\" class=\"fault\">70000 is not between 1 and 65535</p>")
                .contains("id=\"fault-advanced.maxMessageBytes\"")
                .contains("<details class=\"advanced\" open=\"open\">")
                .contains("value=\"siem.contoso.com\"");

        // Saved.
        HttpResponse<String> saved = post(page, filledIn(page, "siem.contoso.com"));
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
        HttpResponse<String> late = post(page, filledIn(page, "other.contoso.com"));
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.body())
                .contains("Somebody else saved meanwhile")
                .contains("admin saved revision 1")
                .contains("<th scope=\"row\">Service endpoint</th><td>–</td><td>siem.contoso.com</td>")
                .contains("value=\"other.contoso.com\"")
                .contains("Load what is saved now");
        assertThat(portal.get(ADMIN, SETTINGS).body()).contains("\"siem.contoso.com\"");

        // Who has seen what changed may save over it.
        assertThat(post(late, filledIn(late, "other.contoso.com")).statusCode()).isEqualTo(302);
        assertThat(portal.get(ADMIN, SETTINGS).body()).contains("\"other.contoso.com\"");
    }

    @Test
    void previewShowsWhatTheFormWouldSend() {
        HttpResponse<String> page = portal.get(ADMIN, "/");
        Map<String, String> form = filledIn(page, "siem.contoso.com");
        HttpResponse<String> preview = portal.postFormTo("/preview", ADMIN, form, "Cookie", cookie(page));

        assertThat(preview.body())
                .containsSubsequence("A new security alert", "CEF:0|", "<li>Octet count ", "PRI", "Octets on the wire")
                .contains("An updated security alert", "A new health issue", "An alert that is too long")
                .doesNotContain("Under the saved settings");
        assertThat(portal.get(ADMIN, SETTINGS).statusCode()).isEqualTo(404);

        // Beside what is saved, only where it is different.
        post(page, form);
        HttpResponse<String> same = portal.postFormTo("/preview", ADMIN, form, "Cookie", cookie(page));
        assertThat(same.body()).contains("CEF:0|").doesNotContain("Under the saved settings");
        form.put("format", "rfc3164");
        HttpResponse<String> other = portal.postFormTo("/preview", ADMIN, form, "Cookie", cookie(page));
        assertThat(other.body()).contains("Under the saved settings it is different");

        form.put("endpoint.host", "");
        assertThat(portal.postFormTo("/preview", ADMIN, form, "Cookie", cookie(page))
                        .body())
                .contains("These settings cannot work yet")
                .contains("endpoint.host: is empty");
    }

    @Test
    void testMessageIsShownFromItsFirstStepOn() {
        HttpResponse<String> page = portal.get(ADMIN, "/");
        HttpResponse<String> begun =
                portal.postFormTo("/test", ADMIN, filledIn(page, "siem.contoso.com"), "Cookie", cookie(page));

        assertThat(begun.body()).contains("<strong>Resolve the name</strong>").contains("hx-trigger=\"every 500ms\"");
        Matcher again = Pattern.compile("hx-get=\"(/test/[^\"]+)\"").matcher(begun.body());
        assertThat(again.find()).isTrue();
        assertThat(portal.get(VIEWER, again.group(1)).body()).contains("Resolve the name");
    }

    @Test
    void testMessageWithFaultsOrOfAnOfflineSensorIsRefusedInWords() {
        HttpResponse<String> page = portal.get(ADMIN, "/");
        Map<String, String> form = filledIn(page, "");
        assertThat(portal.postFormTo("/test", ADMIN, form, "Cookie", cookie(page))
                        .body())
                .contains("No test message was sent")
                .contains("endpoint.host: is empty");

        sensor.close();
        sensor = broker.sensor(prefix, "DC02", InstanceState.STANDING_BY);
        await().untilAsserted(() ->
                assertThat(portal.get(ADMIN, "/api/v1/sensors").body()).contains("offline"));
        form = filledIn(page, "siem.contoso.com");
        assertThat(portal.postFormTo("/test", ADMIN, form, "Cookie", cookie(page))
                        .body())
                .contains("No test message was sent")
                .contains("offline");
        assertThat(portal.get(ADMIN, "/test/nothing").body()).contains("not known here");
    }

    @Test
    void alertThatNobodyKnowsIsNotFoundAndNothingIsRejected() {
        broker.create(prefix, Topic.ALERTS, Topic.SYSLOG_MESSAGES, Topic.REJECTED);

        assertThat(portal.get(VIEWER, "/alerts").body())
                .contains("Find an alert")
                .doesNotContain("Kafka still keeps");
        assertThat(portal.get(VIEWER, "/alerts?id=%3Cb%3Ex%3C%2Fb%3E").body())
                .contains("&lt;b&gt;x&lt;/b&gt;")
                .contains("is in what Kafka still keeps")
                .doesNotContain("<b>x</b>");
        assertThat(portal.get(VIEWER, "/alerts?id=%20a%20b%20&around=yesterday").body())
                .contains("is not 1 to 128 visible ASCII characters")
                .contains("&#39;yesterday&#39; is not a time");
        assertThat(portal.get(VIEWER, "/alerts?id=x&around=2026-11-24T08:00:00Z")
                        .body())
                .contains("around that time or before it")
                .contains("href=\"/alerts?id=x\"");
        String more = portal.get(VIEWER, "/alerts/before?id=x&before=2026-11-24T08:00:00Z&found=true")
                .body();
        assertThat(more).contains("Nothing more of it").doesNotContain("Was it answered 202");
        assertThat(portal.get(VIEWER, "/rejected").body()).contains("Nothing was rejected.");
    }

    @Test
    void rejectedRecordsAreShownCountedAndGivenOut() throws Exception {
        Topics topics = broker.create(prefix, Topic.REJECTED);
        byte[] bytes = "{\"severity\": \"<script>alert(1)</script>\"".getBytes(StandardCharsets.UTF_8);
        try (var producer = new KafkaProducer<>(broker.kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            var unused = producer.send(new RejectedRecord("is not JSON", "alerts-incoming", 1, 7, null, bytes)
                            .toProducerRecord(topics))
                    .get();
        }

        HttpResponse<String> page = portal.get(VIEWER, "/rejected");
        assertThat(page.body())
                .containsSubsequence("All of the 1 that Kafka keeps", "<td>1</td>", "is not JSON")
                .contains("alerts-incoming, partition 1, offset 7")
                .contains("&lt;script&gt;")
                .doesNotContain("<script>alert");
        Matcher download = Pattern.compile("/rejected/\\d+/\\d+").matcher(page.body());
        assertThat(download.find()).isTrue();
        HttpResponse<String> given = portal.get(VIEWER, download.group());
        assertThat(given.body()).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
        assertThat(given.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
        assertThat(portal.get(VIEWER, "/rejected/0/9999").statusCode()).isEqualTo(404);
    }

    @Test
    void historyTellsEachChangeAndBringsItBack() {
        HttpResponse<String> page = portal.get(ADMIN, "/");
        post(page, filledIn(page, "first.contoso.com"));
        page = portal.get(ADMIN, "/");
        post(page, filledIn(page, "second.contoso.com"));

        assertThat(portal.get(VIEWER, "/history").body())
                .containsSubsequence("Revision 2", "admin, ", "<td>first.contoso.com</td><td>second.contoso.com</td>")
                .containsSubsequence("Revision 1", "<td>–</td><td>first.contoso.com</td>")
                .doesNotContain("Use this again");
        assertThat(portal.get(ADMIN, "/history").body()).containsOnlyOnce("href=\"/?from=1\"");
        HttpResponse<String> again = portal.get(ADMIN, "/?from=1");
        assertThat(again.body()).contains("Revision 1 again, not saved yet").contains("value=\"first.contoso.com\"");
        assertThat(post(again, filledIn(again, "first.contoso.com")).statusCode())
                .isEqualTo(302);
        assertThat(portal.get(ADMIN, SETTINGS).body()).contains("\"first.contoso.com\"", "\"revision\":3");
    }

    @Test
    void asksWhetherWaitingAlertsShallBeDelivered() {
        Topics topics = broker.create(prefix, Topic.ALERTS);
        try (var producer = new KafkaProducer<>(broker.kafka(), new StringSerializer(), new StringSerializer())) {
            for (String alert : List.of("one", "two")) {
                producer.send(new ProducerRecord<>(topics.name(Topic.ALERTS), alert, alert));
            }
        }
        await().untilAsserted(() -> assertThat(portal.get(ADMIN, "/").body()).contains("2 alerts are waiting."));

        HttpResponse<String> page = portal.get(ADMIN, "/");
        HttpResponse<String> asked = post(page, filledIn(page, "siem.contoso.com"));
        assertThat(asked.statusCode()).isEqualTo(409);
        assertThat(asked.body()).contains("Not saved yet: alerts are waiting").contains("value=\"siem.contoso.com\"");
        Map<String, String> answered = filledIn(asked, "siem.contoso.com");
        answered.put("waiting", "start-from-now");

        assertThat(post(asked, answered).statusCode()).isEqualTo(302);
        assertThat(portal.get(ADMIN, SETTINGS).body()).contains("\"deliverSince\":\"20");
        assertThat(portal.get(ADMIN, "/").body()).doesNotContain("alerts are waiting");
    }

    @Test
    void aViewerSeesEverythingAndChangesNothing() {
        HttpResponse<String> page = portal.get(VIEWER, "/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<fieldset class=\"bare\" disabled=\"disabled\">")
                .contains("not change them")
                .doesNotContain(">Save<");
        HttpResponse<String> refused = portal.postForm(VIEWER, filledIn(page, "siem"), "Cookie", cookie(page));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(portal.get(ADMIN, SETTINGS).statusCode()).isEqualTo(404);
    }

    @Test
    void aFormOfAForeignPageIsRefused() {
        HttpResponse<String> page = portal.get(ADMIN, "/");
        Map<String, String> form = filledIn(page, "siem");

        assertThat(portal.postForm(ADMIN, form).statusCode()).isEqualTo(403);
        form.remove("_csrf");
        assertThat(portal.postForm(ADMIN, form, "Cookie", cookie(page)).statusCode())
                .isEqualTo(403);
        assertThat(portal.get(ADMIN, SETTINGS).statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly")
                .contains("SameSite=Lax");
    }

    @Test
    void aFormOutlivesWhatItsPageAsksMeanwhile() {
        HttpResponse<String> page = portal.get(ADMIN, "/");

        assertThat(portal.get(ADMIN, "/sensors", "Cookie", cookie(page))
                        .headers()
                        .map())
                .doesNotContainKey("Set-Cookie");
        assertThat(portal.get(ADMIN, "/", "Cookie", cookie(page)).headers().map())
                .doesNotContainKey("Set-Cookie");
        assertThat(post(page, filledIn(page, "siem.contoso.com")).statusCode()).isEqualTo(302);
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

    @Test
    void thePanelIsSentAgainOnlyWhenItChanged() {
        HttpResponse<String> first = portal.get(ADMIN, "/sensors");
        assertThat(first.body()).contains("Standing by");
        String shown = first.body().replaceAll("(?s).*name=\"cardsShown\" value=\"([^\"]+)\".*", "$1");

        assertThat(portal.get(ADMIN, "/sensors?cardsShown=" + shown).statusCode())
                .isEqualTo(204);
        try (Heartbeat unused = broker.sensor(prefix, "DC02", InstanceState.WAITING)) {
            await().untilAsserted(() -> assertThat(
                            portal.get(ADMIN, "/sensors?choiceShown=old&sensor=DC01&cardsShown=" + shown)
                                    .body())
                    .contains("Waiting")
                    .contains("hx-swap-oob=\"true\"")
                    .contains("<option value=\"DC01\" selected=\"selected\">"));
        }
    }

    private HttpResponse<String> post(HttpResponse<String> page, Map<String, String> form) {
        return portal.postForm(ADMIN, form, "Cookie", cookie(page));
    }

    /** What a browser would send: the fields of the page with a new host, by TLS. */
    private static Map<String, String> filledIn(HttpResponse<String> page, String host) {
        Map<String, String> form = new HashMap<>(Map.of(
                "_csrf", first(TOKEN, page.body()),
                "basedOn", first(BASED_ON, page.body()),
                "enabled", "on",
                "sensor", "DC01",
                "endpoint.host", host,
                "endpoint.port", "6514",
                "transport", "tls",
                "format", "rfc5424",
                "notifications.newSecurityAlerts", "on"));
        form.put("advanced.framing", "");
        form.put("advanced.maxMessageBytes", "");
        form.put("deliverSince", "");
        return form;
    }

    /** The page's own, or that of an earlier page, as a browser keeps it. */
    private String cookie(HttpResponse<String> page) {
        page.headers().firstValue("Set-Cookie").ifPresent(set -> kept = set.replaceFirst(";.*", ""));
        return kept;
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
