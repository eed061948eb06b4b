package io.bellwire.config.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.Framing;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Transport;
import io.bellwire.settings.AdvancedSettings;
import io.bellwire.settings.InvalidSettingsException;
import io.bellwire.settings.Notifications;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.settings.SyslogSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SettingsDecoderTest {
    private final SettingsDecoder decoder =
            new SettingsDecoder(JsonMapper.builder().build(), () -> new TreeSet<>(Set.of("DC01", "DC02")));

    @ParameterizedTest
    @MethodSource("badBodies")
    void tellsEveryFault(String body, List<String> faults) {
        assertThat(faultsOf(body)).containsExactlyInAnyOrderElementsOf(faults);
    }

    @Test
    void tellsWhereJsonEnds() {
        assertThat(faultsOf("{\"sensor\":\"DC01\",\n  \"enabled\": tru}"))
                .singleElement()
                .asString()
                .startsWith("body  is not JSON: ")
                .contains("at line 2, column ");
        assertThat(faultsOf("")).containsExactly("body  is not a JSON object");
        assertThat(faultsOf("{\"a\":".repeat(5_000))).singleElement().asString().startsWith("body  is not JSON: ");
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        assertThat(decode("{\"sensor\":\"DC01\",\"endpoint\":{\"host\":\"siem.contoso.com\"}}"))
                .isEqualTo(new SyslogSettings(
                        true,
                        "DC01",
                        new SiemEndpoint("siem.contoso.com", 514),
                        Transport.UDP,
                        SyslogFormat.RFC5424,
                        Notifications.DEFAULTS,
                        null,
                        AdvancedSettings.defaults(Transport.UDP, SyslogFormat.RFC5424)));
    }

    @ParameterizedTest
    @CsvSource({
        "udp, rfc5424, LINE_FEED, 1400",
        "udp, rfc3164, LINE_FEED, 1024",
        "tcp, rfc5424, LINE_FEED, 8000",
        "tls, rfc3164, OCTET_COUNTING, 8000"
    })
    void eachAdvancedMemberThatIsLeftOutFollowsTransportAndFormat(
            String transport, String format, Framing framing, int maxMessageBytes) {
        AdvancedSettings advanced = decode("{\"sensor\":\"DC01\",\"endpoint\":{\"host\":\"siem\"},\"transport\":\""
                        + transport + "\",\"format\":\"" + format + "\",\"advanced\":{\"byteOrderMark\":\"always\"}}")
                .advanced();

        assertThat(advanced)
                .isEqualTo(new AdvancedSettings(
                        framing, Dialect.STANDARD, 4, 14, "UTC", maxMessageBytes, ByteOrderMark.ALWAYS));
    }

    @Test
    void takesBackWhatAnAnswerTellsBeyondTheSettings() {
        SyslogSettings settings = decode("{\"sensor\":\"DC01\",\"endpoint\":{\"host\":\"siem\"},\"deliverSince\":null,"
                + "\"revision\":7,\"savedAt\":\"2026-11-24T08:00:00.000Z\",\"savedBy\":\"admin\"}");

        assertThat(settings.deliverSince()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 23, 1024, 2001:db8::1, mdi, never", "65535, 23, 0, 65507, 192.0.2.1, standard, always"})
    void whatStandsAtTheEdgeIsTaken(
            int port, int securityFacility, int healthFacility, int bytes, String host, String dialect, String mark) {
        SyslogSettings settings =
                decode("""
                {"sensor": "DC02", "enabled": false, "endpoint": {"host": "%s", "port": %d}, "transport": "tcp",
                 "notifications": {"newSecurityAlerts": false, "updatedSecurityAlerts": true},
                 "advanced": {"framing": "octet-counting", "dialect": "%s", "securityFacility": %d,
                 "healthFacility": %d, "rfc3164TimeZone": "Europe/Berlin", "maxMessageBytes": %d,
                 "byteOrderMark": "%s"}}""".formatted(host, port, dialect, securityFacility, healthFacility, bytes, mark));

        assertThat(settings)
                .isEqualTo(new SyslogSettings(
                        false,
                        "DC02",
                        new SiemEndpoint(host, port),
                        Transport.TCP,
                        SyslogFormat.RFC5424,
                        new Notifications(false, true, true),
                        null,
                        new AdvancedSettings(
                                Framing.OCTET_COUNTING,
                                Dialect.valueOf(dialect.toUpperCase(Locale.ROOT)),
                                securityFacility,
                                healthFacility,
                                "Europe/Berlin",
                                bytes,
                                ByteOrderMark.valueOf(mark.toUpperCase(Locale.ROOT)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", "2024-02-29T08:00+14:00"})
    void aTimeAtTheEdgeIsTaken(String time) {
        assertThat(decode("{\"sensor\":\"DC01\",\"endpoint\":{\"host\":\"siem\"},\"deliverSince\":\"" + time + "\"}")
                        .deliverSince())
                .isEqualTo(OffsetDateTime.parse(time).toInstant());
    }

    @Test
    void whatIsNoTextAtAllIsNoJson() {
        byte[] latin1 = "{\"sensor\":\"Zürich\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> decoder.decode(latin1))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageStartingWith("body is not JSON: ");
        assertThatThrownBy(() -> decoder.decode(new byte[] {0, 0, 0, 1, 2}))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageStartingWith("body is not JSON: ");
        assertThat(faultsOf("{\"endpoint\":{\"port\":" + "9".repeat(2_000) + "}}"))
                .singleElement()
                .asString()
                .startsWith("body  is not JSON: ");
    }

    @Test
    void aTimeMayHaveAnyOffsetAndIsKeptToTheMillisecond() {
        SyslogSettings settings = decode("{\"sensor\":\"DC01\",\"endpoint\":{\"host\":\"siem\"},"
                + "\"deliverSince\":\"2026-11-24T10:00:00.123456+02:00\"}");

        assertThat(settings.deliverSince()).isEqualTo(Instant.parse("2026-11-24T08:00:00.123Z"));
    }

    private SyslogSettings decode(String body) {
        return decoder.decode(body.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> faultsOf(String body) {
        List<String> told = new ArrayList<>();
        assertThatThrownBy(() -> decode(body))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        e -> e.faults().forEach(fault -> told.add(fault.field() + "  " + fault.message())));
        return told;
    }

    private static Stream<Arguments> badBodies() throws IOException {
        List<Arguments> cases = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (String line : table().lines().toList()) {
            if (line.startsWith("    ")) {
                faults.add(line.strip());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                faults = new ArrayList<>();
                cases.add(arguments(line, faults));
            }
        }
        return cases.stream();
    }

    private static String table() throws IOException {
        try (var table = SettingsDecoderTest.class.getResourceAsStream("bad-settings.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
