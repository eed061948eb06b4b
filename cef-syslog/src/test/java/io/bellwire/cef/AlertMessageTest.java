package io.bellwire.cef;

import static io.bellwire.schemas.SyslogFormat.RFC3164;
import static io.bellwire.schemas.SyslogFormat.RFC5424;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.AlertSeverity;
import io.bellwire.schemas.AlertSource;
import io.bellwire.schemas.ExtensionField;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Trigger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertMessageTest {
    @Test
    void everyFieldStandsInTheOrderOfTheContract() {
        assertThat(message(RFC5424, SampleAlerts.complete()))
                .isEqualTo(
                        "<36>1 2026-11-24T08:00:01.042Z DC1.contoso.com bellwire - AccountEnumerationSecurityAlert - "
                                + "CEF:0|Microsoft|Azure ATP|2.241.1|AccountEnumerationSecurityAlert"
                                + "|Reconnaissance using account enumeration|5|"
                                + "rt=1795507201042 start=1795507200123 app=Kerberos shost=CLIENT1 shostfqdn=client1.contoso.com"
                                + " src=10.0.0.1 spt=49152 suser=CONTOSO\\\\eve dhost=DC1 dst=10.0.0.2 dpt=88 duser=admin"
                                + " outcome=Failure cnt=7 externalId=2003"
                                + " cs1Label=url cs1=https://security.example/alerts/aa1?x\\=1 cs2Label=trigger cs2=new"
                                + " cs6Label=alertId cs6=aa1 cs3Label=ticket cs3=INC-1"
                                + " c6a1=fe80::1 c6a1Label=Device IPv6 Address msg=Eve guessed names:\\na\\=b | c");
    }

    @Test
    void rfc3164HasShortHostAndNoTag() {
        assertThat(message(RFC3164, SampleAlerts.complete()))
                .startsWith(
                        "<36>Nov 24 08:00:01 DC1 CEF:0|Microsoft|Azure ATP|2.241.1|AccountEnumerationSecurityAlert|");
    }

    @Test
    void whatTheAlertDoesNotSayIsLeftOut() {
        assertThat(message(RFC5424, SampleAlerts.least()))
                .isEqualTo("<36>1 2026-11-24T08:00:01.042Z SENSOR1 bellwire - AccountEnumerationSecurityAlert - "
                        + "CEF:0|Microsoft|Azure ATP|2.241.1|AccountEnumerationSecurityAlert"
                        + "|AccountEnumerationSecurityAlert|5|rt=1795507201042 start=1795507200000"
                        + " cs2Label=trigger cs2=new cs6Label=alertId cs6=aa1");
    }

    @Test
    void updateSaysSo() {
        assertThat(message(RFC5424, SampleAlerts.least().setTrigger(Trigger.UPDATE)))
                .contains(" cs2Label=trigger cs2=update ");
    }

    @Test
    void healthIssueHasItsOwnFacilityAndNoStart() {
        Alert.Builder issue =
                SampleAlerts.least().setKind(AlertKind.HEALTH_ISSUE).setStartTime(null);

        assertThat(message(RFC5424, issue)).startsWith("<116>1 ").doesNotContain("start=");
    }

    @ParameterizedTest
    @CsvSource({"INFORMATIONAL, 38, 1", "LOW, 37, 3", "MEDIUM, 36, 5", "HIGH, 35, 10"})
    void severityIsMappedForSyslogAndForCef(AlertSeverity severity, int priority, int cefSeverity) {
        assertThat(message(RFC5424, SampleAlerts.least().setSeverity(severity)))
                .startsWith("<" + priority + ">1 ")
                .contains("|" + cefSeverity + "|rt=");
    }

    @Test
    void ipv6SourceStandsInThePlaceOfSrc() {
        AlertSource source = AlertSource.newBuilder()
                .setHost("CLIENT1")
                .setIp("2001:DB8::1")
                .setPort(1)
                .build();

        assertThat(message(RFC5424, SampleAlerts.least().setSource(source)))
                .contains(" shost=CLIENT1 c6a2=2001:db8::1 c6a2Label=Source IPv6 Address spt=1 ");
    }

    @Test
    void blankSensorMeansTheDesignatedOne() {
        assertThat(message(RFC3164, SampleAlerts.least().setSensor(" "))).contains(" SENSOR1 CEF:0|");
    }

    @Test
    void encoderKeepsNothingOfTheMessageBefore() {
        SyslogMessageEncoder encoder = SampleAlerts.encoder(RFC5424, 1024);
        byte[] first = encoder.encode(SampleAlerts.least().build()).bytes();

        encoder.encode(SampleAlerts.complete().setMessage("m".repeat(900)).build());
        assertThatThrownBy(() ->
                        encoder.encode(SampleAlerts.complete().setSensor("a b").build()))
                .isInstanceOf(UnencodableMessageException.class);

        assertThat(encoder.encode(SampleAlerts.least().build()).bytes()).isEqualTo(first);
    }

    @Test
    void keyThatAFieldFillsIsRefusedWhenItComesTwice() {
        Alert.Builder alert = SampleAlerts.least().setExtension(List.of(new ExtensionField("cs6", "other")));

        assertThatThrownBy(() -> message(RFC5424, alert))
                .isInstanceOfSatisfying(
                        UnencodableMessageException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.DUP_KEY));
    }

    private static String message(SyslogFormat format, Alert.Builder alert) {
        return new String(
                SampleAlerts.encoder(format, 8000).encode(alert.build()).bytes(), StandardCharsets.UTF_8);
    }
}
