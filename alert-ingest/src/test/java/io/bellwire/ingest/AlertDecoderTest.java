package io.bellwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.AlertSeverity;
import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.ExtensionField;
import io.bellwire.schemas.Trigger;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertDecoderTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:01.234567Z");

    private final AlertDecoder decoder = SampleRequests.decoder();
    private final Faults faults = new Faults();

    @Test
    void everyFieldArrives() {
        Alert alert = good(SampleRequests.full("a-1"));

        assertThat(alert.getId()).isEqualTo("a-1");
        assertThat(alert.getKind()).isEqualTo(AlertKind.SECURITY_ALERT);
        assertThat(alert.getTrigger()).isEqualTo(Trigger.UPDATE);
        assertThat(alert.getType()).isEqualTo("AccountEnumerationSecurityAlert");
        assertThat(alert.getExternalId()).isEqualTo(2003L);
        assertThat(alert.getName()).isEqualTo("Account enumeration reconnaissance");
        assertThat(alert.getSeverity()).isEqualTo(AlertSeverity.HIGH);
        assertThat(alert.getStartTime()).isEqualTo(Instant.parse("2026-11-24T08:00:00.123456789Z"));
        assertThat(alert.getAcceptedAt()).isEqualTo(Instant.parse("2026-11-24T08:00:01.234Z"));
        assertThat(alert.getSensor()).isEqualTo("DC01.contoso.com");
        assertThat(alert.getVendor()).isEqualTo("Acme");
        assertThat(alert.getProduct()).isEqualTo("Guard");
        assertThat(alert.getProductVersion()).isEqualTo("1.2.3");
        assertThat(alert.getProtocol()).isEqualTo("Kerberos");
        assertThat(alert.getSource().getHost()).isEqualTo("CLIENT1");
        assertThat(alert.getSource().getFqdn()).isEqualTo("client1.contoso.com");
        assertThat(alert.getSource().getIp()).isEqualTo("10.0.0.17");
        assertThat(alert.getSource().getUser()).isEqualTo("eve");
        assertThat(alert.getSource().getPort()).isEqualTo(50123);
        assertThat(alert.getDestination().getHost()).isEqualTo("DC02");
        assertThat(alert.getDestination().getIp()).isEqualTo("fe80::1");
        assertThat(alert.getDestination().getUser()).isEqualTo("admin");
        assertThat(alert.getDestination().getPort()).isEqualTo(88);
        assertThat(alert.getOutcome()).isEqualTo("Success");
        assertThat(alert.getCount()).isEqualTo(17L);
        assertThat(alert.getMessage()).startsWith("An actor on CLIENT1").endsWith("contoso.com.");
        assertThat(alert.getUrl()).startsWith("https://security.microsoft.com/alerts/aa");
        assertThat(alert.getExtension())
                .containsExactly(
                        new ExtensionField("reason", "enumeration"),
                        new ExtensionField("request", "AS-REQ"),
                        new ExtensionField("deviceDirection", "0"));
    }

    @Test
    void whatIsLeftOutGetsItsDefault() {
        Alert alert = good(SampleRequests.changed("{\"type\":\"OfNoCatalogue\"}"));

        assertThat(alert.getTrigger()).isEqualTo(Trigger.NEW);
        assertThat(alert.getName()).isEqualTo("OfNoCatalogue");
        assertThat(alert.getVendor()).isEqualTo("Microsoft");
        assertThat(alert.getProduct()).isEqualTo("Azure ATP");
        assertThat(alert.getProductVersion()).isEqualTo("9.9");
        assertThat(alert.getExternalId()).isNull();
        assertThat(alert.getSensor()).isNull();
        assertThat(alert.getSource()).isNull();
        assertThat(alert.getExtension()).isEmpty();
    }

    @Test
    void healthIssueNeedsNoStartTime() {
        assertThat(good(SampleRequests.health("h-1")).getStartTime()).isNull();
    }

    @Test
    void nullIsTheSameAsLeftOut() {
        Alert alert = good(SampleRequests.changed(
                "{\"name\":null,\"trigger\":null,\"count\":null,\"source\":null,\"extension\":{\"reason\":null}}"));

        assertThat(alert).isEqualTo(good(SampleRequests.minimal("a-1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1677-09-21T00:12:43.145224192Z", "2262-04-11T23:47:16.854775807Z", "2026-11-24T08:00Z"})
    void startTimeSurvivesAvroUpToTheEdges(String time) throws Exception {
        AvroSerde<Alert> serde = AvroSerde.alerts();

        Alert alert = good(SampleRequests.changed("{\"startTime\":\"" + time + "\"}"));

        assertThat(serde.deserialize(serde.serialize(alert)).getStartTime()).isEqualTo(alert.getStartTime());
    }

    @Test
    void loneHalvesOfSurrogatePairsAreReplaced() {
        Alert alert = good(SampleRequests.changed("{\"message\":\"a\\ud83db\\ude00c\\ud83d\\ude00d\\ud83d\"}"));

        assertThat(alert.getMessage()).isEqualTo("a\uFFFDb\uFFFDc\uD83D\uDE00d\uFFFD");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFields")
    void badFieldIsToldByName(String change, String fault) {
        assertThat(decoder.document(SampleRequests.utf8(SampleRequests.changed(change)), NOW, faults))
                .isEmpty();

        assertThat(faults.listed())
                .extracting(f -> f.field() + ": " + f.message())
                .containsExactly(fault);
    }

    static Stream<String[]> badFields() throws IOException {
        return table("bad-fields.txt");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badDocuments")
    void badDocumentIsTold(String body, String fault) {
        assertThat(decoder.document(SampleRequests.utf8(body), NOW, faults)).isEmpty();

        assertThat(faults.listed()).hasSize(1);
        assertThat(faults.listed().get(0).index() + ": "
                        + faults.listed().get(0).message())
                .startsWith(fault);
    }

    static Stream<String[]> badDocuments() throws IOException {
        return table("bad-documents.txt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"::", "::1", "1::", "2001:db8::1:2", "1:2:3:4:5:6:7:8", "::ffff:10.0.0.1", "1:2:3:4:5:6:1.2.3.4"
            })
    void ipv6IsTaken(String address) {
        good(SampleRequests.changed("{\"source\":{\"ip\":\"" + address + "\"},\"sensor\":\"" + address + "\"}"));
    }

    @Test
    void allFaultsOfARequestAreToldAtOnce() {
        String body = "[" + SampleRequests.minimal("good") + ","
                + "{\"kind\":\"x\",\"id\":\"\",\"nope\":1,\"source\":{\"ip\":\"y\",\"port\":70000},\"vendor\":\"\"},"
                + "5," + SampleRequests.changed("{\"extension\":{\"cs1\":\"x\"}}") + "]";

        decoder.document(SampleRequests.utf8(body), NOW, faults);

        assertThat(faults.listed())
                .extracting(f -> f.index() + " " + f.field())
                .containsExactlyInAnyOrder(
                        "1 kind",
                        "1 id",
                        "1 nope",
                        "1 source.ip",
                        "1 source.port",
                        "1 vendor",
                        "1 type",
                        "1 severity",
                        "2 ",
                        "3 extension.cs1");
        assertThat(faults.faultyAlerts()).isEqualTo(3);
    }

    @Test
    void faultsBeforeBrokenJsonAreToldToo() {
        decoder.document(
                SampleRequests.utf8("[" + SampleRequests.changed("{\"count\":-1}") + "," + "{\"id\":]"), NOW, faults);

        assertThat(faults.listed()).extracting(f -> f.index() + " " + f.field()).containsExactly("0 count", "1 ");
    }

    @Test
    void duplicateNamesAreRefusedOnEveryLevel() {
        String body = SampleRequests.minimal("a-1")
                .replaceFirst(
                        "\\{",
                        "{\"id\":\"b\",\"source\":{\"ip\":null,\"ip\":\"::1\"},"
                                + "\"extension\":{\"a\":\"1\",\"\\\\u0061\":\"2\"},");

        decoder.document(SampleRequests.utf8(body), NOW, faults);

        assertThat(faults.listed())
                .extracting(f -> f.field() + " " + f.message())
                .containsExactly(
                        "source.ip is there more than once",
                        "extension.a is there more than once",
                        "id is there more than once");
    }

    @ParameterizedTest
    @ValueSource(strings = {" x", "{}", ",", "]"})
    void whatFollowsTheValueIsRefused(String garbage) {
        decoder.document(SampleRequests.utf8(SampleRequests.minimal("a-1") + garbage), NOW, faults);

        assertThat(faults.count()).isEqualTo(1);
    }

    @Test
    void recordWithMoreBehindTheAlertIsRefused() {
        byte[] bytes = SampleRequests.utf8(SampleRequests.minimal("a-1") + " x");

        assertThat(decoder.record(bytes, 0, bytes.length, NOW, faults)).isNull();
        assertThat(decoder.record(bytes, 0, bytes.length - 2, NOW, faults)).isNotNull();
        assertThat(faults.count()).isEqualTo(1);
    }

    @Test
    void otherEncodingsThanUtf8AreRefused() {
        String alert = SampleRequests.changed("{\"message\":\"é\"}");
        for (byte[] body : List.of(
                alert.getBytes(StandardCharsets.ISO_8859_1),
                alert.getBytes(StandardCharsets.UTF_16),
                SampleRequests.minimal("a").getBytes(StandardCharsets.UTF_16LE),
                SampleRequests.minimal("a").getBytes(StandardCharsets.UTF_16BE),
                overlong(),
                surrogate())) {
            Faults found = new Faults();
            assertThat(decoder.document(body, NOW, found)).isEmpty();
            assertThat(found.count()).isEqualTo(1);
        }
    }

    @Test
    void deepNestingIsRefused() {
        decoder.document(SampleRequests.utf8("{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"), NOW, faults);

        assertThat(faults.listed()).extracting(Fault::message).anyMatch(m -> m.contains("nesting depth"));
    }

    @Test
    void countsMoreFaultsThanItLists() {
        decoder.document(SampleRequests.utf8("[" + "5,".repeat(1500) + "5]"), NOW, faults);

        assertThat(faults.count()).isEqualTo(1501);
        assertThat(faults.listed()).hasSize(1000);
    }

    @Test
    void countsAFieldsFaultOnceEvenBeyondThoseThatItLists() {
        String wrongIdAndNothingElse = "{\"id\":5}"; // kind, type and severity are missing
        decoder.document(
                SampleRequests.utf8("[" + (wrongIdAndNothingElse + ",").repeat(499) + wrongIdAndNothingElse + "]"),
                NOW,
                faults);

        assertThat(faults.count()).isEqualTo(500 * 4);
        assertThat(faults.faultyAlerts()).isEqualTo(500);
    }

    @Test
    void alertOf64KibIsTakenAndNotOneOctetMore() {
        good(SampleRequests.ofSize(65_536));

        byte[] tooLarge = SampleRequests.utf8("[" + SampleRequests.ofSize(65_537) + "]");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> decoder.document(tooLarge, NOW, faults))
                .withMessageContaining("65536");
    }

    @Test
    void tenThousandAlertsAreTakenAndNotOneMore() {
        assertThat(decoder.document(SampleRequests.utf8(SampleRequests.array(10_000)), NOW, faults))
                .hasSize(10_000);

        byte[] tooMany = SampleRequests.utf8(SampleRequests.array(10_001));
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> decoder.document(tooMany, NOW, faults));
    }

    private Alert good(String json) {
        List<Alert> alerts = decoder.document(SampleRequests.utf8(json), NOW, faults);
        assertThat(faults.listed()).isEmpty();
        assertThat(alerts).hasSize(1);
        return alerts.get(0);
    }

    private static byte[] overlong() {
        return SampleRequests.changed("{\"message\":\"??\"}")
                .replace("??", "\u00C0\u00AF")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] surrogate() {
        return SampleRequests.changed("{\"message\":\"??\"}")
                .replace("??", "\u00ED\u00A0\u0080")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Stream<String[]> table(String name) throws IOException {
        try (InputStream in = AlertDecoderTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" *=> ", 2));
        }
    }
}
