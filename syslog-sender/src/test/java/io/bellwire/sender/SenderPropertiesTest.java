package io.bellwire.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwire.sender.transport.TlsFiles;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class SenderPropertiesTest {

    @Test
    void defaultsAreThoseThatTheManualNames() {
        assertThat(bind(Map.of()))
                .isEqualTo(new SenderProperties(
                        "",
                        "",
                        12,
                        null,
                        "",
                        "",
                        "",
                        "",
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(60),
                        DataSize.ofMegabytes(128),
                        1_000_000,
                        Duration.ofMinutes(5)));
        assertThat(bind(Map.of()).tlsFiles()).isEqualTo(TlsFiles.NONE);
    }

    @Test
    void sensorIsNamedAfterTheHostUnlessNamed() {
        assertThat(bind(Map.of()).sensorOn("host-1")).isEqualTo("host-1");
        assertThat(bind(Map.of("bellwire.sensor-name", "DC01")).sensorOn("host-1"))
                .isEqualTo("DC01");
        assertThatThrownBy(() -> bind(Map.of()).sensorOn("my host"))
                .hasMessage("the host name 'my host' is not a sensor name: set bellwire.sensor-name");
    }

    @Test
    void pinMayBeWrittenWithColons() {
        String pin = "AB:".repeat(31) + "CD";

        assertThat(bind(Map.of("bellwire.siem-certificate-sha256", pin))
                        .tlsFiles()
                        .pinned())
                .hasToString("sha-256:" + pin);
    }

    @ParameterizedTest
    @CsvSource({
        "bellwire.siem-certificate-file, own.pem, a client certificate needs both bellwire.siem-certificate-file",
        "bellwire.siem-certificate-sha256, abc, bellwire.siem-certificate-sha256 is no fingerprint: 64 hex digits",
        "bellwire.connect-timeout, 0s, bellwire.connect-timeout PT0S must be above zero",
        "bellwire.backoff-first, 2m, bellwire.backoff-first PT2M must be above zero and not above",
        "bellwire.topic-prefix, a b, topic prefix 'a b' may hold only",
        "bellwire.sensor-name, DC 01, bellwire.sensor-name 'DC 01' is not a sensor name",
    })
    void wrongValuesAreRefusedAtStart(String name, String value, String words) {
        assertThatThrownBy(() -> bind(Map.of(name, value))).rootCause().hasMessageStartingWith(words);
    }

    private static SenderProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("bellwire", SenderProperties.class);
    }
}
