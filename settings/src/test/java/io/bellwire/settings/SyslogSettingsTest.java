package io.bellwire.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.Framing;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Transport;
import io.bellwire.schemas.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogSettingsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "siem.contoso.com",
                "siem",
                "192.0.2.10",
                "2001:db8::1",
                "::1",
                "::",
                "::ffff:192.0.2.7",
                "fe80::1%eth0",
                "münchen.example",
                "siem.contoso.com.",
                "1:2:3:4:5:6:7:8",
                "log_host.example",
                "[2001:db8::1]"
            })
    void nameOrAddressIsAnEndpoint(String host) {
        assertThat(new SiemEndpoint(host, 514).host()).isEqualTo(host.replaceAll("[\\[\\]]", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "999.1.1.1",
                "1.2.3",
                "a b",
                "http://siem",
                "siem:514",
                "-siem",
                "a..b",
                "1:2:3",
                "::1::2",
                "12345::",
                "1:2:3:4:5:6:7:8:9",
                "siem/udp",
                "1:2:3:4:5:6:7:192.0.2.7"
            })
    void whatIsNeitherIsRefusedOnItsField(String host) {
        InvalidSettingsException refused =
                catchThrowableOfType(InvalidSettingsException.class, () -> new SiemEndpoint(host, 514));

        assertThat(refused.faults()).extracting(SettingsFault::field).containsExactly("endpoint.host");
    }

    @Test
    void allFaultsOfAPartAreToldAtOnce() {
        InvalidSettingsException refused = catchThrowableOfType(
                InvalidSettingsException.class,
                () -> new AdvancedSettings(
                        Framing.LINE_FEED, Dialect.STANDARD, 24, -1, "Mars/Olympus", 1023, ByteOrderMark.NEVER));

        assertThat(refused.faults())
                .extracting(SettingsFault::field)
                .containsExactly(
                        "advanced.securityFacility",
                        "advanced.healthFacility",
                        "advanced.rfc3164TimeZone",
                        "advanced.maxMessageBytes");
    }

    @ParameterizedTest
    @CsvSource({
        "UDP,RFC5424,LINE_FEED,1400",
        "UDP,RFC3164,LINE_FEED,1024",
        "TCP,RFC3164,LINE_FEED,8000",
        "TLS,RFC5424,OCTET_COUNTING,8000"
    })
    void defaultsFollowTransportAndFormat(Transport transport, SyslogFormat format, Framing framing, int bytes) {
        AdvancedSettings defaults = AdvancedSettings.defaults(transport, format);

        assertThat(defaults.framing()).isEqualTo(framing);
        assertThat(defaults.maxMessageBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "SECURITY_ALERT,NEW,true",
        "SECURITY_ALERT,UPDATE,false",
        "HEALTH_ISSUE,NEW,true",
        "HEALTH_ISSUE,UPDATE,false"
    })
    void defaultsForwardWhatIsNew(AlertKind kind, Trigger trigger, boolean admitted) {
        assertThat(Notifications.DEFAULTS.admits(NotificationKind.of(kind, trigger)))
                .isEqualTo(admitted);
    }

    @Test
    void updateOfAHealthIssueHasNoSwitch() {
        assertThat(new Notifications(true, true, true).admits(NotificationKind.UPDATED_HEALTH_ISSUE))
                .isFalse();
    }

    @Test
    void ipv6EndpointIsShownInBrackets() {
        assertThat(new SiemEndpoint("2001:db8::1", 6514)).hasToString("[2001:db8::1]:6514");
    }

    @Test
    void savedSettingsComeBackFromTheirBytes() throws Exception {
        SavedSettings saved = SampleSettings.revision(7, "admin");

        assertThat(SavedSettings.fromBytes(saved.toBytes())).isEqualTo(saved);
    }
}
