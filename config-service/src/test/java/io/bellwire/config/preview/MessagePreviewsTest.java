package io.bellwire.config.preview;

import static io.bellwire.config.preview.PreviewSettings.NOW;
import static io.bellwire.config.preview.PreviewSettings.advanced;
import static io.bellwire.config.preview.PreviewSettings.usual;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.cef.AlertCheck;
import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.Framing;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Transport;
import io.bellwire.settings.AdvancedSettings;
import io.bellwire.settings.SyslogSettings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagePreviewsTest {
    private static final String SECURITY_ALERT =
            "<36>1 2026-11-24T08:00:42.120Z DC01 bellwire - AccountEnumerationSecurityAlert -"
                    + " CEF:0|Microsoft|Azure ATP|2.241.18721|AccountEnumerationSecurityAlert|Reconnaissance using account enumeration|5|"
                    + "rt=1795507242120 start=1795507200120 app=Kerberos shost=CLIENT1 shostfqdn=client1.contoso.com src=192.0.2.17"
                    + " suser=CONTOSO\\\\lmaldonado dhost=DC01 dst=192.0.2.10 dpt=88 outcome=Success cnt=3 externalId=2003 cs1Label=url"
                    + " cs1=https://security.microsoft.com/alerts/aa8d1f0c52-5e0b-4b6a-9d6f-2f3b7f5a9c10?tid\\=contoso"
                    + " cs2Label=trigger cs2=new cs6Label=alertId cs6=8d1f0c52-5e0b-4b6a-9d6f-2f3b7f5a9c10"
                    + " msg=An actor on CLIENT1 performed suspicious account enumeration, exposing 3 account names of contoso.com.";

    private final MessagePreviews previews = new MessagePreviews(Clock.fixed(NOW, ZoneOffset.UTC), 4242);

    @Test
    void showsTheExactMessageOfEachKind() {
        List<MessagePreview> shown = previews.of(usual(Transport.TLS, SyslogFormat.RFC5424));

        assertThat(shown)
                .extracting(MessagePreview::sample)
                .containsExactly("new-security-alert", "updated-security-alert", "new-health-issue", "overlong-alert");
        assertThat(shown.get(0).message()).isEqualTo(SECURITY_ALERT);
        assertThat(shown.get(0).octets()).isEqualTo(SECURITY_ALERT.length());
        assertThat(shown.get(0).limit()).isEqualTo(8000);
        assertThat(shown.get(0).shortened()).isEmpty();
        assertThat(shown.get(1).message())
                .startsWith("<35>1 ")
                .contains("|10|rt=")
                .contains(" cs2=update ");
        assertThat(shown.get(2).message())
                .startsWith("<116>1 ")
                .contains("|SensorDisconnectedMonitoringAlert|Sensor stopped communicating|5|");
    }

    @ParameterizedTest
    @MethodSource("io.bellwire.config.preview.PreviewSettings#all")
    void everySampleIsAnAlertThatTheIntakeTakes(SyslogSettings settings) {
        assertThat(SampleAlerts.all(NOW, settings.advanced().maxMessageBytes()).values())
                .allSatisfy(alert -> assertThat(AlertCheck.faults(alert)).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("io.bellwire.config.preview.PreviewSettings#all")
    void onlyTheOverlongSampleIsCutAndAllKeepTheLimit(SyslogSettings settings) {
        List<MessagePreview> shown = previews.of(settings);

        assertThat(shown).allSatisfy(preview -> {
            assertThat(preview.octets()).isLessThanOrEqualTo(preview.limit());
            assertThat(preview.message().getBytes(StandardCharsets.UTF_8)).hasSize(preview.octets());
        });
        assertThat(shown.subList(0, 3)).extracting(MessagePreview::shortened).containsOnly(List.of());
        assertThat(shown.get(3).shortened()).startsWith("msg", "evidence16").doesNotContain("cs6", "externalId");
    }

    @ParameterizedTest
    @MethodSource("io.bellwire.config.preview.PreviewSettings#all")
    void theFrameIsTheMessageAsItsTransportCarriesIt(SyslogSettings settings) {
        assertThat(previews.of(settings)).allSatisfy(preview -> {
            String framed = new String(HexFormat.of().parseHex(preview.frame()), StandardCharsets.UTF_8);
            String expected = settings.transport() == Transport.UDP
                    ? preview.message()
                    : settings.advanced().framing() == Framing.LINE_FEED
                            ? preview.message() + "\n"
                            : preview.octets() + " " + preview.message();
            assertThat(framed).isEqualTo(expected);
            assertThat(preview.message()).doesNotContain("\n");
        });
    }

    @Test
    void notesSayHowAMessageTravelsAndWhatMayBecomeOfIt() {
        SyslogSettings counted = usual(Transport.TLS, SyslogFormat.RFC5424);
        int octets = previews.of(counted).get(0).octets();

        assertThat(notes(counted, 0))
                .containsExactly("Octet count " + octets + " and a space are in front (RFC 6587 section 3.4.1).");
        assertThat(notes(counted, 1)).contains("This notification kind is off: nothing is sent for it.");
        assertThat(notes(counted, 3))
                .anySatisfy(
                        note -> assertThat(note).startsWith("Cut to keep the limit of 8000 octets: msg, evidence16"))
                .contains("Over 2048 octets: a receiver may cut it (RFC 5424 section 6.1).")
                .noneMatch(note -> note.contains("rsyslog"));
        assertThat(notes(usual(Transport.TCP, SyslogFormat.RFC5424), 0))
                .containsExactly("A line feed is behind it (RFC 6587 section 3.4.2).");
        assertThat(notes(usual(Transport.UDP, SyslogFormat.RFC5424), 0)).containsExactly("UDP: one datagram.");
        assertThat(notes(largest(Transport.TLS, SyslogFormat.RFC5424), 3))
                .contains(
                        "RFC 5425 demands octet counting on TLS: not every receiver takes a line feed there.",
                        "Over 8096 octets: rsyslog cuts or splits it by default.",
                        "A byte order mark stands before the CEF text; some readers of CEF do not expect it.",
                        "PROCID is a process number; the formatter writes its own.");
        assertThat(notes(largest(Transport.UDP, SyslogFormat.RFC3164), 3))
                .contains(
                        "Over 1024 octets: old receivers cut it (RFC 3164 section 4.1).",
                        "Over 1452 octets: the datagram may travel in fragments, and one lost loses all.",
                        "The time is that of Europe/Berlin; RFC 3164 tells neither year nor zone.",
                        "RFC 3164 knows no byte order mark: none is written.");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void notesSayWhenNothingWouldBeDelivered(boolean later) {
        AdvancedSettings usual = AdvancedSettings.defaults(Transport.TCP, SyslogFormat.RFC5424);
        SyslogSettings off = PreviewSettings.settings(
                false, Transport.TCP, SyslogFormat.RFC5424, later ? NOW.plus(Duration.ofDays(1)) : NOW, usual);

        assertThat(notes(off, 0)).contains("The syslog service is off: nothing is delivered.");
        assertThat(notes(off, 0).contains("Accepted before 2026-11-25T08:00:42.120Z, so it would be skipped."))
                .isEqualTo(later);
    }

    private List<String> notes(SyslogSettings settings, int sample) {
        return previews.of(settings).get(sample).notes();
    }

    private static SyslogSettings largest(Transport transport, SyslogFormat format) {
        return advanced(transport, format, Framing.LINE_FEED, Dialect.MDI, 65_507, ByteOrderMark.ALWAYS);
    }
}
