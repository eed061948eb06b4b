package io.bellwire.config.preview;

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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings that previews are made of. */
final class PreviewSettings {
    static final Instant NOW = Instant.parse("2026-11-24T08:00:42.120Z");

    private PreviewSettings() {}

    static SyslogSettings usual(Transport transport, SyslogFormat format) {
        AdvancedSettings advanced = AdvancedSettings.defaults(transport, format);
        return settings(true, transport, format, null, advanced);
    }

    static SyslogSettings advanced(
            Transport transport,
            SyslogFormat format,
            Framing framing,
            Dialect dialect,
            int maxMessageBytes,
            ByteOrderMark byteOrderMark) {
        return settings(
                true,
                transport,
                format,
                null,
                new AdvancedSettings(framing, dialect, 4, 14, "Europe/Berlin", maxMessageBytes, byteOrderMark));
    }

    static SyslogSettings settings(
            boolean enabled,
            Transport transport,
            SyslogFormat format,
            @Nullable Instant deliverSince,
            AdvancedSettings advanced) {
        return new SyslogSettings(
                enabled,
                "DC01",
                new SiemEndpoint("siem.contoso.com", 6514),
                transport,
                format,
                Notifications.DEFAULTS,
                deliverSince,
                advanced);
    }

    /** Every way in which the form of a message can be set, at the smallest, a usual and the largest limit. */
    static List<SyslogSettings> all() {
        List<SyslogSettings> all = new ArrayList<>();
        for (Transport transport : Transport.values()) {
            for (SyslogFormat format : SyslogFormat.values()) {
                for (Framing framing : Framing.values()) {
                    for (Dialect dialect : Dialect.values()) {
                        for (ByteOrderMark mark : ByteOrderMark.values()) {
                            for (int limit : new int[] {1024, 8000, 65_507}) {
                                all.add(advanced(transport, format, framing, dialect, limit, mark));
                            }
                        }
                    }
                }
            }
        }
        return all;
    }
}
