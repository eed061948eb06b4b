package io.bellwire.config;

import static io.bellwire.config.FormClient.filledIn;
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

/** What the portal shows beside its settings: tests, previews, finds, rejected records, sensors and what waits. */
class PortalPanelsIT {
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
    void previewShowsWhatTheFormWouldSend() {
        HttpResponse<String> page = portal.get(ADMIN, "/");
        Map<String, String> form = filledIn(page, "siem.contoso.com");
        HttpResponse<String> preview = client.postTo("/preview", page, form);

        assertThat(preview.body())
                .containsSubsequence("A new security alert", "CEF:0|", "<li>Octet count ", "PRI", "Octets on the wire")
                .contains("An updated security alert", "A new health issue", "An alert that is too long")
                .doesNotContain("Under the saved settings");
        assertThat(portal.get(ADMIN, SETTINGS).statusCode()).isEqualTo(404);

        // Beside what is saved, only where it is different.
        client.post(page, form);
        HttpResponse<String> same = client.postTo("/preview", page, form);
        assertThat(same.body()).contains("CEF:0|").doesNotContain("Under the saved settings");
        form.put("format", "rfc3164");
        HttpResponse<String> other = client.postTo("/preview", page, form);
        assertThat(other.body()).contains("Under the saved settings it is different");

        form.put("endpoint.host", "");
        assertThat(client.postTo("/preview", page, form).body())
                .contains("These settings cannot work yet")
                .contains("endpoint.host: is empty");
    }

    @Test
    void testMessageIsShownFromItsFirstStepOn() {
        HttpResponse<String> page = portal.get(ADMIN, "/");
        HttpResponse<String> begun = client.postTo("/test", page, filledIn(page, "siem.contoso.com"));

        assertThat(begun.body()).contains("<strong>Resolve the name</strong>").contains("hx-trigger=\"every 500ms\"");
        Matcher again = Pattern.compile("hx-get=\"(/test/[^\"]+)\"").matcher(begun.body());
        assertThat(again.find()).isTrue();
        assertThat(portal.get(VIEWER, again.group(1)).body()).contains("Resolve the name");
    }

    @Test
    void testMessageWithFaultsOrOfAnOfflineSensorIsRefusedInWords() {
        HttpResponse<String> page = portal.get(ADMIN, "/");
        Map<String, String> form = filledIn(page, "");
        assertThat(client.postTo("/test", page, form).body())
                .contains("No test message was sent")
                .contains("endpoint.host: is empty");

        sensor.close();
        sensor = broker.sensor(prefix, "DC02", InstanceState.STANDING_BY);
        await().untilAsserted(() ->
                assertThat(portal.get(ADMIN, "/api/v1/sensors").body()).contains("offline"));
        form = filledIn(page, "siem.contoso.com");
        assertThat(client.postTo("/test", page, form).body())
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
    void asksWhetherWaitingAlertsShallBeDelivered() {
        Topics topics = broker.create(prefix, Topic.ALERTS);
        try (var producer = new KafkaProducer<>(broker.kafka(), new StringSerializer(), new StringSerializer())) {
            for (String alert : List.of("one", "two")) {
                producer.send(new ProducerRecord<>(topics.name(Topic.ALERTS), alert, alert));
            }
        }
        await().untilAsserted(() -> assertThat(portal.get(ADMIN, "/").body()).contains("2 alerts are waiting."));

        HttpResponse<String> page = portal.get(ADMIN, "/");
        HttpResponse<String> asked = client.post(page, filledIn(page, "siem.contoso.com"));
        assertThat(asked.statusCode()).isEqualTo(409);
        assertThat(asked.body()).contains("Not saved yet: alerts are waiting").contains("value=\"siem.contoso.com\"");
        Map<String, String> answered = filledIn(asked, "siem.contoso.com");
        answered.put("waiting", "start-from-now");

        assertThat(client.post(asked, answered).statusCode()).isEqualTo(302);
        assertThat(portal.get(ADMIN, SETTINGS).body()).contains("\"deliverSince\":\"20");
        assertThat(portal.get(ADMIN, "/").body()).doesNotContain("alerts are waiting");
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
}
