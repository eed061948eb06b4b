package io.bellwire.sender.messagetest;

import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.Framing;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Transport;
import io.bellwire.settings.AdvancedSettings;
import io.bellwire.settings.Notifications;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.settings.SyslogSettings;

/** Settings that nobody has saved. */
final class SampleSettings {
    private SampleSettings() {}

    /** As the page offers them, with a line feed behind each message on TCP. */
    static SyslogSettings to(String host, int port, Transport transport) {
        return to(host, port, transport, SyslogFormat.RFC5424, Dialect.STANDARD);
    }

    static SyslogSettings to(String host, int port, Transport transport, SyslogFormat format, Dialect dialect) {
        AdvancedSettings defaults = AdvancedSettings.defaults(transport, format);
        return settings(host, port, transport, format, defaults.framing(), dialect);
    }

    static SyslogSettings framed(int port, Transport transport, Framing framing) {
        return settings("localhost", port, transport, SyslogFormat.RFC5424, framing, Dialect.STANDARD);
    }

    private static SyslogSettings settings(
            String host, int port, Transport transport, SyslogFormat format, Framing framing, Dialect dialect) {
        AdvancedSettings defaults = AdvancedSettings.defaults(transport, format);
        return new SyslogSettings(
                true,
                "DC01",
                new SiemEndpoint(host, port),
                transport,
                format,
                Notifications.DEFAULTS,
                null,
                new AdvancedSettings(
                        framing,
                        dialect,
                        defaults.securityFacility(),
                        defaults.healthFacility(),
                        defaults.rfc3164TimeZone(),
                        defaults.maxMessageBytes(),
                        defaults.byteOrderMark()));
    }
}
