package io.bellwire.endtoend.vectors;

import io.bellwire.cef.CefEvent;
import io.bellwire.cef.EncodedMessage;
import io.bellwire.cef.HostName;
import io.bellwire.cef.MessageProfile;
import io.bellwire.cef.SyslogHeader;
import io.bellwire.cef.SyslogMessageEncoder;
import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.SyslogFormat;
import java.time.DateTimeException;
import java.time.ZoneId;
import tools.jackson.databind.JsonNode;

/** The message that our encoder makes of a vector's alert and syslog fields, without a frame. */
final class VectorMessage {
    private static final String NO_SYSLOG = "none";

    private VectorMessage() {}

    static EncodedMessage encode(VectorObject message, VectorTransport transport) {
        VectorObject syslog = message.object("syslog");
        syslog.allow(
                "format",
                "facility",
                "severity",
                "timestamp",
                "zone",
                "hostname",
                "appName",
                "procId",
                "msgId",
                "sd",
                "bom",
                "msgIdFromClass",
                "tag",
                "pid");
        if (syslog.has("sd") && !syslog.value("sd").isEmpty()) {
            throw new UnusableVectorException("sd is not empty, but structured data is never written (P17)");
        }
        String format = syslog.text("format");
        SyslogMessageEncoder encoder = new SyslogMessageEncoder(profile(format, syslog, transport.messageBytesMax()));
        CefEvent event = VectorEvent.of(message.object("alert"));
        return format.equals(NO_SYSLOG) ? encoder.encode(event) : encoder.encode(header(format, syslog, event), event);
    }

    /** The one place where profiles for vectors are made. */
    private static MessageProfile profile(String format, VectorObject syslog, int messageBytesMax) {
        return new MessageProfile(
                format(format),
                Dialect.STANDARD,
                4,
                14,
                zone(syslog),
                messageBytesMax,
                byteOrderMark(syslog),
                "vectors",
                1);
    }

    private static SyslogHeader header(String format, VectorObject syslog, CefEvent event) {
        boolean rfc3164 = format(format) == SyslogFormat.RFC3164;
        return new SyslogHeader(
                syslog.integer("facility"),
                syslog.integer("severity"),
                VectorEvent.instant("timestamp", syslog.text("timestamp")),
                HostName.of(syslog.text("hostname")),
                syslog.text("appName", SyslogHeader.NIL),
                process(syslog, rfc3164 ? "pid" : "procId"),
                syslog.flag("msgIdFromClass")
                        ? SyslogHeader.msgIdOf(event.header().eventClassId())
                        : syslog.text("msgId", SyslogHeader.NIL),
                rfc3164 && syslog.has("tag") ? syslog.text("tag") : null);
    }

    private static String process(VectorObject syslog, String field) {
        JsonNode number = syslog.node().path(field);
        return number.isIntegralNumber() ? number.toString() : syslog.text(field, SyslogHeader.NIL);
    }

    private static SyslogFormat format(String format) {
        return switch (format) {
            case NO_SYSLOG, "rfc5424" -> SyslogFormat.RFC5424;
            case "rfc3164" -> SyslogFormat.RFC3164;
            default -> throw new UnusableVectorException("the format '" + format + "' is unknown");
        };
    }

    private static ByteOrderMark byteOrderMark(VectorObject syslog) {
        return switch (syslog.text("bom", "never")) {
            case "never" -> ByteOrderMark.NEVER;
            case "always" -> ByteOrderMark.ALWAYS;
            default -> throw new UnusableVectorException("the bom '" + syslog.text("bom") + "' is unknown");
        };
    }

    private static ZoneId zone(VectorObject syslog) {
        try {
            return ZoneId.of(syslog.text("zone", "UTC"));
        } catch (DateTimeException e) {
            throw new UnusableVectorException("zone: " + e.getMessage());
        }
    }
}
