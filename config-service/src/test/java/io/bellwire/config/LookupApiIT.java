package io.bellwire.config;

import static io.bellwire.config.PipelineRecords.TAKEN_AT;
import static io.bellwire.config.RunningPortal.ADMIN;
import static io.bellwire.config.RunningPortal.SETTINGS;
import static io.bellwire.config.RunningPortal.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Transport;
import io.bellwire.schemas.Trigger;
import io.bellwire.settings.NotificationKind;
import io.bellwire.settings.Notifications;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LookupApiIT {
    private static final String PREFIX = UUID.randomUUID() + ".";
    private static final String ALERTS = "/api/v1/alerts?id=";
    private static final String REJECTED = "/api/v1/rejected";
    private static final String LINE = "<36>1 - DC01 bellwire - Malware - CEF:0|é|…";

    private static TestBroker broker;
    private static PipelineRecords records;
    private static RunningPortal portal;

    @BeforeAll
    static void start() {
        broker = TestBroker.start();
        records = new PipelineRecords(broker, PREFIX);
        records.settings(1, Notifications.DEFAULTS, null);
        records.settings(2, new Notifications(false, true, false), null);
        records.settings(3, Notifications.DEFAULTS, TAKEN_AT);
        portal = RunningPortal.start(broker.address(), PREFIX);
        await().untilAsserted(
                        () -> assertThat(portal.get(ADMIN, SETTINGS).headers().firstValue("ETag"))
                                .contains("\"3\""));
    }

    @AfterAll
    static void stop() {
        portal.close();
        records.close();
        broker.close();
    }

    @Test
    void acceptedAlertWaitsForTheFormatter() {
        String id = "a-" + UUID.randomUUID();
        records.alert(id, AlertKind.SECURITY_ALERT, Trigger.NEW);

        assertThat(portal.get(VIEWER, ALERTS + id).body().replaceAll("(searchedBackTo\":\")[^\"]*", "$1TIME"))
                .isEqualTo("""
                {"id":"%s","complete":true,"searchedBackTo":"TIME","messages":[{"trigger":"new",\
                "kind":"securityAlert","acceptedAt":"2026-11-24T08:00:00.000Z","state":"accepted","reason":null,\
                "message":null,"sensor":null,"endpoint":null,"transport":null,"settingsRevision":null,\
                "writtenAt":null,"deliveredAt":null}]}""".formatted(id));
        assertThat(portal.get("", ALERTS + id).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SECURITY_ALERT | UPDATE | 1 | updated security alerts are switched off in revision 1
            SECURITY_ALERT | NEW    | 2 | new security alerts are switched off in revision 2
            HEALTH_ISSUE   | NEW    | 2 | new health issues are switched off in revision 2
            HEALTH_ISSUE   | UPDATE | 1 | updates of health issues are never forwarded: they have no switch
            SECURITY_ALERT | NEW    | 3 | accepted before deliverSince, which is 2026-11-24T08:00:02Z in revision 3
            """)
    void filteredAlertNamesTheSwitch(AlertKind kind, Trigger trigger, long revision, String reason) {
        String id = "f-" + UUID.randomUUID();
        records.filtered(records.alert(id, kind, trigger), revision);

        assertMessages(id, """
                {"trigger":"%s","kind":"%s","acceptedAt":"2026-11-24T08:00:00.000Z","state":"filtered",\
                "reason":"%s","message":null,"sensor":null,"endpoint":null,"transport":null,\
                "settingsRevision":%d,"writtenAt":null,"deliveredAt":null}""".formatted(
                        trigger == Trigger.NEW ? "new" : "update",
                        kind == AlertKind.HEALTH_ISSUE ? "healthIssue" : "securityAlert",
                        reason,
                        revision));
    }

    @Test
    void formattedAlertShowsItsLine() {
        String id = "m-" + UUID.randomUUID();
        formatted(id);

        assertMessages(id, """
                {"trigger":"new","kind":"securityAlert","acceptedAt":"2026-11-24T08:00:00.000Z",\
                "state":"formatted","reason":null,"message":"%s","sensor":null,"endpoint":null,"transport":null,\
                "settingsRevision":1,"writtenAt":null,"deliveredAt":null}""".formatted(LINE));
    }

    @Test
    void datagramIsSentAndStreamIsDelivered() {
        String id = "d-" + UUID.randomUUID();
        RecordMetadata message = formatted(id);
        records.delivered(message.partition(), message.offset(), message.offset(), "siem", Transport.UDP, 1, null);
        assertMessages(id, """
                {"trigger":"new","kind":"securityAlert","acceptedAt":"2026-11-24T08:00:00.000Z","state":"sent",\
                "reason":null,"message":"%s","sensor":"DC1","endpoint":"siem:6514","transport":"udp",\
                "settingsRevision":1,"writtenAt":"2026-11-24T08:00:01.000Z","deliveredAt":null}""".formatted(LINE));

        // Sent again after a break, under other settings: the last receipt counts.
        records.delivered(
                message.partition(), message.offset(), message.offset(), "2001:db8::1", Transport.TLS, 2, TAKEN_AT);
        assertMessages(id, """
                {"trigger":"new","kind":"securityAlert","acceptedAt":"2026-11-24T08:00:00.000Z","state":"delivered",\
                "reason":null,"message":"%s","sensor":"DC2","endpoint":"[2001:db8::1]:6514","transport":"tls",\
                "settingsRevision":2,"writtenAt":"2026-11-24T08:00:01.000Z",\
                "deliveredAt":"2026-11-24T08:00:02.000Z"}""".formatted(LINE));
    }

    @Test
    void alertThatTheFormatterRejectedSaysWhy() {
        String id = "r-" + UUID.randomUUID();
        RecordMetadata unreadable = records.send(Topic.ALERTS, id, new byte[] {1, 2, 3});
        records.rejectedByFormatter(unreadable, id, 1, "not a record that this version of Bellwire can read");

        assertMessages(id, """
                {"trigger":null,"kind":null,"acceptedAt":null,"state":"rejected",\
                "reason":"not a record that this version of Bellwire can read","message":null,"sensor":null,\
                "endpoint":null,"transport":null,"settingsRevision":1,"writtenAt":null,"deliveredAt":null}""");
    }

    @Test
    void messageThatTheSenderRejectedSaysWhy() {
        String id = "s-" + UUID.randomUUID();
        RecordMetadata message = formatted(id);
        records.rejectedRecord(message, id, "too long");
        String expected = """
                {"trigger":"new","kind":"securityAlert","acceptedAt":"2026-11-24T08:00:00.000Z","state":"rejected",\
                "reason":"too long","message":"%s","sensor":null,"endpoint":null,"transport":null,\
                "settingsRevision":1,"writtenAt":null,"deliveredAt":null}""".formatted(LINE);
        assertMessages(id, expected);

        // What stands behind it was taken; here it is the mark of the transaction.
        records.delivered(
                message.partition(), message.offset() + 1, message.offset() + 1, "siem", Transport.TLS, 1, TAKEN_AT);
        assertMessages(id, expected);
    }

    @Test
    void recordThatTheIntakeRejectedIsFoundByItsKey() {
        String id = "i-" + UUID.randomUUID();
        RecordMetadata incoming = records.send(Topic.ALERTS_INCOMING, id, new byte[] {'{'});
        records.rejectedRecord(incoming, id, "type is missing");

        assertMessages(id, """
                {"trigger":null,"kind":null,"acceptedAt":null,"state":"rejected","reason":"type is missing",\
                "message":null,"sensor":null,"endpoint":null,"transport":null,"settingsRevision":null,\
                "writtenAt":null,"deliveredAt":null}""");
    }

    @Test
    void messageIsFoundWhenItsAlertIsDeletedAlready() throws Exception {
        String prefix = UUID.randomUUID() + ".";
        try (PipelineRecords others = new PipelineRecords(broker, prefix)) {
            others.settings(1, Notifications.DEFAULTS, null);
            String id = "gone";
            RecordMetadata alert = others.alert(id, AlertKind.HEALTH_ISSUE, Trigger.NEW);
            others.formatted(alert, id, NotificationKind.NEW_HEALTH_ISSUE, 1, LINE);
            RecordMetadata kept = others.alert(id, AlertKind.SECURITY_ALERT, Trigger.NEW);
            others.formatted(kept, id, NotificationKind.NEW_SECURITY_ALERT, 1, "second");
            try (Admin admin = Admin.create(broker.kafka());
                    RunningPortal other = RunningPortal.start(broker.address(), prefix)) {
                admin.deleteRecords(Map.of(
                                new TopicPartition(alert.topic(), alert.partition()),
                                RecordsToDelete.beforeOffset(kept.offset())))
                        .all()
                        .get();

                await().untilAsserted(() -> {
                    JsonNode answer = json(other.get(ADMIN, ALERTS + id));

                    assertThat(answer.findValuesAsString("kind")).containsExactly("healthIssue", "securityAlert");
                    assertThat(answer.findValuesAsString("message")).containsExactly(LINE, "second");
                    assertThat(answer.path("complete").asBoolean()).isTrue();
                });
            }
        }
    }

    @Test
    void whatKafkaDoesNotKeepIsNotFound() {
        assertProblem(
                portal.get(ADMIN, ALERTS + "nobody"),
                404,
                "Nothing that Kafka still keeps has the id 'nobody'. What was accepted in the last seconds may not be seen yet.");
        // Part of it was asked for, and looked at.
        assertThat(portal.get(ADMIN, ALERTS + "nobody&before=2026-01-01T00:00:00Z")
                        .body())
                .isEqualTo("""
                {"id":"nobody","complete":true,"searchedBackTo":"2026-01-01T00:00:00.000Z","messages":[]}""");
        try (RunningPortal empty = RunningPortal.start(broker.address(), UUID.randomUUID() + ".")) {
            assertThat(empty.get(ADMIN, ALERTS + "nobody").statusCode()).isEqualTo(404);
            assertThat(empty.get(ADMIN, REJECTED).body()).isEqualTo("[]");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/alerts, id",
        "/api/v1/alerts?id=, id",
        "/api/v1/alerts?id=a%20b, id",
        "/api/v1/alerts?id=%C3%A9, id",
        "/api/v1/alerts?id=a&around=yesterday, around",
        "/api/v1/alerts?id=a&before=2026-11-24, before",
        "/api/v1/alerts?id=a&before=%2B12345-11-24T08:00:00Z, before",
        "/api/v1/rejected?limit=0, limit",
        "/api/v1/rejected?limit=501, limit",
        "/api/v1/rejected?limit=many, limit"
    })
    void questionThatCannotBeAnsweredIsRefused(String path, String field) {
        HttpResponse<String> refused = portal.get(VIEWER, path);

        assertProblem(refused, 400, "This cannot be looked up; 'errors' tells every fault.");
        assertThat(json(refused).path("errors").findValuesAsString("field")).containsExactly(field);
        assertThat(portal.get(VIEWER, ALERTS + "a".repeat(129)).statusCode()).isEqualTo(400);
    }

    @Test
    void rejectedRecordsAreToldNewestFirst() {
        byte[] bytes = {0, (byte) 0xff, '{'};
        List<String> reasons = List.of("one", "two", "three");
        reasons.forEach(reason -> records.rejectedRecord("elsewhere", 4, 17, reason, bytes, reason));

        HttpResponse<String> answer = portal.get(VIEWER, REJECTED + "?limit=3");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode list = json(answer);
        assertThat(list.findValuesAsString("reason")).containsExactlyInAnyOrderElementsOf(reasons);
        assertThat(list.findValuesAsString("at")).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(list.path(0)
                        .toString()
                        .replaceAll("(at\":\")[^\"]*", "$1TIME")
                        .replaceAll("one|two|three", "REASON"))
                .isEqualTo("""
                {"at":"TIME","topic":"elsewhere","partition":4,"offset":17,"reason":"REASON","bytes":"%s","size":3}""".formatted(Base64.getEncoder().encodeToString(bytes)));
        assertThat(json(portal.get(ADMIN, REJECTED)).size()).isBetween(3, 50);
        assertThat(json(portal.get(ADMIN, REJECTED + "?limit=1")).size()).isOne();
        assertThat(portal.get("", REJECTED).statusCode()).isEqualTo(401);
    }

    private static RecordMetadata formatted(String id) {
        RecordMetadata alert = records.alert(id, AlertKind.SECURITY_ALERT, Trigger.NEW);
        return records.formatted(alert, id, NotificationKind.NEW_SECURITY_ALERT, 1, LINE);
    }

    private static void assertMessages(String id, String... expected) {
        // A machine that is busy with other tests does not come to the end in one answer.
        await().untilAsserted(() -> {
            HttpResponse<String> answer = portal.get(ADMIN, ALERTS + id);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(json(answer).path("messages").toString()).isEqualTo("[" + String.join(",", expected) + "]");
        });
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).path("detail").asString()).isEqualTo(detail);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
