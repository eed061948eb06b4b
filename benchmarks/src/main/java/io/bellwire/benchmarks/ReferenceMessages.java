package io.bellwire.benchmarks;

import io.bellwire.cef.MessageProfile;
import io.bellwire.cef.SyslogMessageEncoder;
import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.SyslogFormat;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/** The reference alerts as finished messages. */
public final class ReferenceMessages {
    private ReferenceMessages() {}

    /** Of the usual alerts, by RFC 5424. */
    public static List<byte[]> usual() {
        SyslogMessageEncoder encoder = encoder(SyslogFormat.RFC5424, 8000);
        return Arrays.stream(ReferenceAlerts.usual())
                .map(alert -> encoder.encode(alert).bytes())
                .toList();
    }

    /** As the formatter has it with the usual settings. */
    public static SyslogMessageEncoder encoder(SyslogFormat format, int octetsMax) {
        return new SyslogMessageEncoder(new MessageProfile(
                format,
                Dialect.STANDARD,
                4,
                14,
                ZoneOffset.UTC,
                octetsMax,
                ByteOrderMark.NEVER,
                "DC1.corp.contoso.example",
                4242));
    }
}
