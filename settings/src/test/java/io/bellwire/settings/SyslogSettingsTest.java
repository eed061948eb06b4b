package io.bellwire.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bellwire.cef.MessageProfile;
import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.Framing;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Transport;
import io.bellwire.schemas.Trigger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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

    @ParameterizedTest
    @MethodSource("namesAtTheirLimit")
    void namesHaveALimit(String longest, String oneBeyond) {
        assertThat(new SiemEndpoint(longest, 514).host()).isEqualTo(longest);
        assertRefused("endpoint.host", () -> new SiemEndpoint(oneBeyond, 514));
    }

    private static Stream<Arguments> namesAtTheirLimit() {
        String label = "a".repeat(63);
        String threeLabels = (label + ".").repeat(3);
        return Stream.of(
                arguments(label, label + "a"), // RFC 1035 section 2.3.4
                arguments("siem." + label, "siem." + label + "a"),
                arguments(threeLabels + "a".repeat(61), threeLabels + "a".repeat(62)), // 253 characters
                arguments("ü" + "a".repeat(55), "ü" + "a".repeat(60)), // counted as xn--…
                arguments("a-b", "a-"),
                arguments("255.255.255.255", "255.255.255.256"),
                arguments("fe80::1%" + "e".repeat(32), "fe80::1%" + "e".repeat(33)),
                arguments("1:2:3:4:5:6:192.0.2.7", "1:2:3:4:5:6:192.0.2.256"),
                arguments("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:8::"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_535})
    void aPortAtItsEdgeIsTaken(int port) {
        assertThat(new SiemEndpoint("siem", port).port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void aPortBeyondIsRefused(int port) {
        assertRefused("endpoint.port", () -> new SiemEndpoint("siem", port));
    }

    @ParameterizedTest
    @CsvSource({"0,23,1024", "23,0,65507"})
    void advancedNumbersAtTheirEdgesAreTaken(int securityFacility, int healthFacility, int maxMessageBytes) {
        AdvancedSettings taken = advanced(securityFacility, healthFacility, "UTC", maxMessageBytes);

        assertThat(taken.securityFacility()).isEqualTo(securityFacility);
        assertThat(taken.healthFacility()).isEqualTo(healthFacility);
        assertThat(taken.maxMessageBytes()).isEqualTo(maxMessageBytes);
    }

    @ParameterizedTest
    @CsvSource({
        "advanced.securityFacility, -1, 14, UTC, 8000",
        "advanced.securityFacility, 24, 14, UTC, 8000",
        "advanced.healthFacility, 4, -1, UTC, 8000",
        "advanced.healthFacility, 4, 24, UTC, 8000",
        "advanced.maxMessageBytes, 4, 14, UTC, 1023",
        "advanced.maxMessageBytes, 4, 14, UTC, 65508",
        "advanced.rfc3164TimeZone, 4, 14, '', 8000",
        "advanced.rfc3164TimeZone, 4, 14, europe/berlin, 8000",
        "advanced.rfc3164TimeZone, 4, 14, +02:00, 8000" // an offset, which knows no summer time
    })
    void oneBeyondIsRefusedOnItsField(
            String field, int securityFacility, int healthFacility, String timeZone, int maxMessageBytes) {
        assertRefused(field, () -> advanced(securityFacility, healthFacility, timeZone, maxMessageBytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC", "Etc/GMT+5"})
    void aZoneOfTheListIsTaken(String timeZone) {
        assertThat(advanced(4, 14, timeZone, 8000).rfc3164TimeZone()).isEqualTo(timeZone);
    }

    @ParameterizedTest
    @MethodSource("sensorNames")
    void sensorNamesAreHostNames(String name, boolean valid) {
        assertThat(SyslogSettings.isSensorName(name)).isEqualTo(valid);
        if (!valid) {
            assertRefused("sensor", () -> SampleSettings.of(name));
        }
    }

    private static Stream<Arguments> sensorNames() {
        return Stream.of(
                arguments("DC01", true),
                arguments("7", true),
                arguments("dc_01.contoso.com", true),
                arguments("a".repeat(128), true),
                arguments("a".repeat(129), false),
                arguments("", false),
                arguments("-dc", false),
                arguments("dc.", false),
                arguments("dc 01", false),
                arguments("dç01", false));
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

    @ParameterizedTest
    @CsvSource({
        "NEW_SECURITY_ALERT,2026-11-24T08:00:00Z,ADMITTED",
        "NEW_SECURITY_ALERT,2026-11-24T07:59:59.999Z,TOO_OLD",
        "UPDATED_SECURITY_ALERT,2026-11-24T08:00:00Z,SWITCHED_OFF",
        "UPDATED_SECURITY_ALERT,2026-11-24T07:59:59.999Z,SWITCHED_OFF"
    })
    void whatIsSwitchedOffOrTooOldIsNotAdmitted(NotificationKind kind, Instant acceptedAt, Admission expected) {
        SyslogSettings usual = SampleSettings.tls();
        SyslogSettings since = new SyslogSettings(
                usual.enabled(),
                usual.sensor(),
                usual.endpoint(),
                usual.transport(),
                usual.format(),
                usual.notifications(),
                Instant.parse("2026-11-24T08:00:00Z"),
                usual.advanced());

        assertThat(since.admission(kind, acceptedAt)).isEqualTo(expected);
        assertThat(usual.admission(kind, acceptedAt))
                .isEqualTo(expected == Admission.TOO_OLD ? Admission.ADMITTED : expected);
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

    @Test
    void theFormOfMessagesFollowsFromTheSettings() {
        SyslogSettings settings = new SyslogSettings(
                true,
                "DC01",
                new SiemEndpoint("siem.contoso.com", 514),
                Transport.TCP,
                SyslogFormat.RFC3164,
                Notifications.DEFAULTS,
                null,
                new AdvancedSettings(
                        Framing.LINE_FEED, Dialect.MDI, 10, 20, "Europe/Berlin", 2048, ByteOrderMark.ALWAYS));

        assertThat(settings.messageProfile(4242))
                .isEqualTo(new MessageProfile(
                        SyslogFormat.RFC3164,
                        Dialect.MDI,
                        10,
                        20,
                        ZoneId.of("Europe/Berlin"),
                        2048,
                        ByteOrderMark.ALWAYS,
                        "DC01",
                        4242));
    }

    private static AdvancedSettings advanced(
            int securityFacility, int healthFacility, String timeZone, int maxMessageBytes) {
        return new AdvancedSettings(
                Framing.LINE_FEED,
                Dialect.STANDARD,
                securityFacility,
                healthFacility,
                timeZone,
                maxMessageBytes,
                ByteOrderMark.NEVER);
    }

    private static void assertRefused(String field, ThrowingCallable making) {
        assertThat(catchThrowableOfType(InvalidSettingsException.class, making).faults())
                .extracting(SettingsFault::field)
                .containsExactly(field);
    }
}
