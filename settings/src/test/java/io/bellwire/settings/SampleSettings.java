package io.bellwire.settings;

import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Transport;
import java.time.Instant;

final class SampleSettings {
    private SampleSettings() {}

    static SyslogSettings tls() {
        return to(new SiemEndpoint("siem.contoso.com", 6514), Transport.TLS);
    }

    static SyslogSettings to(SiemEndpoint endpoint, Transport transport) {
        return new SyslogSettings(
                true,
                "DC01",
                endpoint,
                transport,
                SyslogFormat.RFC5424,
                Notifications.DEFAULTS,
                null,
                AdvancedSettings.defaults(transport, SyslogFormat.RFC5424));
    }

    static SavedSettings revision(long revision, String savedBy) {
        return new SavedSettings(revision, Instant.parse("2026-11-24T08:00:00Z"), savedBy, tls());
    }
}
