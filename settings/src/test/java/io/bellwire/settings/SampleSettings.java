package io.bellwire.settings;

import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Transport;
import java.time.Instant;

final class SampleSettings {
    private SampleSettings() {}

    static SyslogSettings tls() {
        return of("DC01");
    }

    /** @param sensor that delivers */
    static SyslogSettings of(String sensor) {
        return new SyslogSettings(
                true,
                sensor,
                new SiemEndpoint("siem.contoso.com", 6514),
                Transport.TLS,
                SyslogFormat.RFC5424,
                Notifications.DEFAULTS,
                null,
                AdvancedSettings.defaults(Transport.TLS, SyslogFormat.RFC5424));
    }

    static SavedSettings revision(long revision, String savedBy) {
        return new SavedSettings(revision, Instant.parse("2026-11-24T08:00:00Z"), savedBy, tls());
    }
}
