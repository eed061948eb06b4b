package io.bellwire.cef;

import static io.bellwire.schemas.SyslogFormat.RFC3164;
import static io.bellwire.schemas.SyslogFormat.RFC5424;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.AlertSeverity;
import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.ExtensionField;
import io.bellwire.schemas.SyslogFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What parsers made for Defender for Identity's own lines get to read. */
class MdiDialectTest {
    private static final int PRINTED_WITH_KNOWN_KEYS_ONLY = 13;

    static List<String> printedLines() throws IOException {
        try (InputStream lines = MdiDialectTest.class.getResourceAsStream("mdi-lines.txt")) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    @Test
    void thereArePrintedLines() throws IOException {
        assertThat(printedLines()).hasSize(PRINTED_WITH_KNOWN_KEYS_ONLY);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void capturedLineComesOutByteForByteWithItsTimeAndProcess(int index) throws IOException {
        String line = printedLines().get(index);
        MdiReader read = MdiReader.read(line);
        SyslogHeader header = new SyslogHeader(
                read.priority() / 8,
                read.priority() % 8,
                MdiAlerts.time(read.time()),
                HostName.of(read.host()),
                "CEF",
                Long.toString(read.process()),
                read.msgId(),
                null);

        EncodedMessage message = encoder(RFC5424, ByteOrderMark.NEVER, 1).encode(header, MdiAlerts.event(read));

        assertThat(text(message)).isEqualTo(line);
        assertThat(message.warnings()).isEmpty();
    }

    /** But for what no alert says: the fraction of the header's time, and the trigger, which older lines do not have. */
    @ParameterizedTest
    @MethodSource("printedLines")
    void printedLineComesOutOfAnAlertThatSaysTheSame(String line) {
        MdiReader read = MdiReader.read(line);
        ByteOrderMark mark = read.byteOrderMark() ? ByteOrderMark.ALWAYS : ByteOrderMark.NEVER;

        String message = text(encoder(RFC5424, mark, read.process()).encode(MdiAlerts.alert(read)));

        String expected = line.replaceFirst("(\\.\\d{3})\\d{3}\\+", "$1000+");
        boolean withoutTrigger = !read.extension().containsKey("cs2");
        assertThat(withoutTrigger ? message.replace(" cs2Label=trigger cs2=new", "") : message)
                .isEqualTo(expected);
    }

    @Test
    void whatTheSensorNeverSendsFollowsTheRest() {
        assertThat(message(
                        RFC5424,
                        SampleAlerts.complete()
                                .setExtension(List.of(
                                        new ExtensionField("cs3", "https://x"),
                                        new ExtensionField("cs3Label", "mSecUrl"),
                                        new ExtensionField("AcmeRisk", "87"),
                                        new ExtensionField("reason", "3"),
                                        new ExtensionField("requestMethod", "AXFR"),
                                        new ExtensionField("request", "contoso.com")))))
                .isEqualTo("<36>1 2026-11-24T08:00:01.042000+00:00 DC1 CEF 4242 AccountEnumerationSecurityAlert"
                        + " 0|Microsoft|Azure ATP|2.241.1|AccountEnumerationSecurityAlert"
                        + "|Reconnaissance using account enumeration|5|start=2026-11-24T08:00:00.1239999Z app=Kerberos"
                        + " shost=CLIENT1 shostfqdn=client1.contoso.com suser=CONTOSO\\eve dhost=DC1 request=contoso.com"
                        + " requestMethod=AXFR reason=3 outcome=Failure msg=Eve guessed names:\\r\\na\\=b | c cnt=7"
                        + " externalId=2003 cs1Label=url cs1=https://security.example/alerts/aa1?x\\=1"
                        + " cs2Label=trigger cs2=new cs3Label=mSecUrl cs3=https://x"
                        + " src=10.0.0.1 spt=49152 dst=10.0.0.2 dpt=88 duser=admin AcmeRisk=87");
    }

    @Test
    void messageOfAHealthIssueStandsLastOfWhatTheSensorSends() {
        assertThat(message(RFC5424, SampleAlerts.complete().setKind(AlertKind.HEALTH_ISSUE)))
                .contains("|5|externalId=2003 cs1Label=url cs1=https://security.example/alerts/aa1?x\\=1"
                        + " cs2Label=trigger cs2=new msg=Eve guessed names:\\r\\na\\=b | c start=2026-");
    }

    @ParameterizedTest
    @CsvSource({
        "LdapBruteForceSecurityAlert, app=Kerberos suser=CONTOSO\\eve shost=CLIENT1 shostfqdn=client1.contoso.com dhost=DC1",
        "DirectoryServicesReplicationSecurityAlert, a\\=b | c outcome=Failure cnt=7 externalId=2003"
    })
    void twoAlertTypesHaveAnOrderOfTheirOwn(String type, String part) {
        assertThat(message(RFC5424, SampleAlerts.complete().setType(type))).contains(part);
    }

    @Test
    void rfc3164HasCefAsItsTag() {
        assertThat(message(RFC3164, SampleAlerts.least()))
                .isEqualTo("<36>Nov 24 08:00:01 SENSOR1 CEF:0|Microsoft|Azure ATP|2.241.1"
                        + "|AccountEnumerationSecurityAlert|AccountEnumerationSecurityAlert|5"
                        + "|start=2026-11-24T08:00:00.0000000Z cs2Label=trigger cs2=new");
    }

    @Test
    void byteOrderMarkStandsBeforeTheEvent() {
        EncodedMessage message = encoder(RFC5424, ByteOrderMark.ALWAYS, 4242)
                .encode(SampleAlerts.least().build());

        assertThat(text(message)).contains(" AccountEnumerationSecurityAlert \uFEFF0|Microsoft|");
    }

    @ParameterizedTest
    @CsvSource({
        "SECURITY_ALERT, HIGH, 35, 10",
        "SECURITY_ALERT, MEDIUM, 36, 5",
        "SECURITY_ALERT, LOW, 37, 3",
        "SECURITY_ALERT, INFORMATIONAL, 38, 1",
        "HEALTH_ISSUE, HIGH, 115, 10",
        "HEALTH_ISSUE, MEDIUM, 116, 5",
        "HEALTH_ISSUE, LOW, 117, 3",
        "HEALTH_ISSUE, INFORMATIONAL, 118, 1"
    })
    void prioritySaysKindAndSeverity(AlertKind kind, AlertSeverity severity, int priority, int cefSeverity) {
        assertThat(message(RFC5424, SampleAlerts.least().setKind(kind).setSeverity(severity)))
                .startsWith("<" + priority + ">1 ")
                .contains("|" + cefSeverity + "|");
    }

    @Test
    void messageIsShortenedWhereItStands() {
        Alert alert = SampleAlerts.complete().setMessage("=".repeat(500)).build();

        EncodedMessage message = encoder(RFC5424, ByteOrderMark.NEVER, 1, 1024).encode(alert);

        assertThat(message.bytes()).hasSizeBetween(1023, 1024);
        assertThat(message.shortened()).containsExactly("msg");
        assertThat(text(message)).contains("\\=\\= cnt=7 externalId=2003").endsWith("c6a1Label=Device IPv6 Address");
    }

    private static String message(SyslogFormat format, Alert.Builder alert) {
        return text(encoder(format, ByteOrderMark.NEVER, 4242).encode(alert.build()));
    }

    private static SyslogMessageEncoder encoder(SyslogFormat format, ByteOrderMark mark, long process) {
        return encoder(format, mark, process, 8000);
    }

    private static SyslogMessageEncoder encoder(
            SyslogFormat format, ByteOrderMark mark, long process, int maxMessageBytes) {
        MessageProfile profile = SampleAlerts.profile(format, Dialect.MDI, maxMessageBytes, mark, "SENSOR1");
        return new SyslogMessageEncoder(new MessageProfile(
                profile.format(),
                profile.dialect(),
                profile.securityFacility(),
                profile.healthFacility(),
                profile.rfc3164TimeZone(),
                profile.maxMessageBytes(),
                profile.byteOrderMark(),
                profile.defaultHostname(),
                process));
    }

    private static String text(EncodedMessage message) {
        return new String(message.bytes(), StandardCharsets.UTF_8);
    }
}
