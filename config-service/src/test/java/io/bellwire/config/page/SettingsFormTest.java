package io.bellwire.config.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.config.settings.SettingsDecoder;
import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.Framing;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Transport;
import io.bellwire.settings.AdvancedSettings;
import io.bellwire.settings.Notifications;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.settings.SyslogSettings;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SettingsFormTest {
    private final SettingsDecoder decoder = new SettingsDecoder(JsonMapper.shared(), () -> Set.of("DC01"));

    @Test
    void settingsPassThroughTheFormUnchanged() {
        SyslogSettings settings = new SyslogSettings(
                false,
                "DC01",
                new SiemEndpoint("2001:db8::1", 1514),
                Transport.TCP,
                SyslogFormat.RFC3164,
                new Notifications(false, true, false),
                Instant.parse("2026-11-24T08:00:00.120Z"),
                new AdvancedSettings(
                        Framing.OCTET_COUNTING, Dialect.MDI, 10, 23, "Europe/Berlin", 2048, ByteOrderMark.ALWAYS));

        assertThat(decoder.decode(SettingsForm.of(settings).toJson())).isEqualTo(settings);
    }

    @Test
    void whatWasAutomaticFollowsAnotherTransport() {
        Map<String, String> first = new HashMap<>(SettingsForm.unsaved("DC01").values());
        first.put("endpoint.host", "siem");
        SyslogSettings udp = decoder.decode(new SettingsForm(first).toJson());
        Map<String, String> values = new HashMap<>(SettingsForm.of(udp).values());
        values.put("transport", "tls");

        assertThat(decoder.decode(new SettingsForm(values).toJson()).advanced())
                .isEqualTo(AdvancedSettings.defaults(Transport.TLS, SyslogFormat.RFC5424));
    }
}
