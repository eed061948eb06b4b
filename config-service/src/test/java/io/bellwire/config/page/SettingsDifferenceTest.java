package io.bellwire.config.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsDifferenceTest {
    private static final SettingsForm BEFORE = new SettingsForm(Map.of(
            "enabled", "on",
            "sensor", "DC01",
            "endpoint.host", "siem",
            "endpoint.port", "514",
            "transport", "udp",
            "format", "rfc3164",
            "advanced.maxMessageBytes", "2048"));

    @Test
    void tellsEachChangeInThePagesWordsAndOrder() {
        Map<String, String> values = new HashMap<>(BEFORE.values());
        values.remove("enabled");
        values.remove("advanced.maxMessageBytes");
        values.put("transport", "tls");
        values.put("format", "rfc5424");

        assertThat(SettingsDifference.between(BEFORE, new SettingsForm(values)))
                .containsExactly(
                        new SettingsDifference("Syslog service", "on", "off"),
                        new SettingsDifference("Transport", "UDP", "TLS"),
                        new SettingsDifference("Format", "RFC 3164", "RFC 5424"),
                        new SettingsDifference("Largest message", "2048", "automatic"));
    }

    @Test
    void ofTheFirstSettingsEveryFieldIsNew() {
        assertThat(SettingsDifference.between(null, BEFORE))
                .hasSameSizeAs(SettingsForm.FIELDS)
                .allSatisfy(difference -> assertThat(difference.before()).isNull());
    }

    @Test
    void equalSettingsDifferInNothing() {
        assertThat(SettingsDifference.between(BEFORE, BEFORE)).isEmpty();
    }
}
