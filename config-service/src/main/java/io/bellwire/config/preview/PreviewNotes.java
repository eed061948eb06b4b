package io.bellwire.config.preview;

import io.bellwire.cef.EncodedMessage;
import io.bellwire.schemas.Alert;
import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.Framing;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Transport;
import io.bellwire.settings.NotificationKind;
import io.bellwire.settings.SyslogSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What somebody should know about a message before the settings are saved. */
final class PreviewNotes {
    private static final int RFC3164_OCTETS_MAX = 1024;
    /** What every receiver should take (RFC 5424 section 6.1). */
    private static final int RFC5424_OCTETS_SURE = 2048;
    /** rsyslog's maxMessageSize unless somebody raised it. */
    private static final int RSYSLOG_OCTETS_MAX = 8096;
    /** An Ethernet frame's 1500 less the headers of IPv6 and UDP. */
    private static final int UNFRAGMENTED_OCTETS_MAX = 1452;

    private final SyslogSettings settings;
    private final List<String> notes = new ArrayList<>();

    private PreviewNotes(SyslogSettings settings) {
        this.settings = settings;
    }

    static List<String> of(SyslogSettings settings, Alert alert, EncodedMessage encoded) {
        PreviewNotes notes = new PreviewNotes(settings);
        notes.whetherItIsSent(alert);
        notes.frame(encoded.bytes().length);
        notes.length(encoded);
        notes.form();
        return List.copyOf(notes.notes);
    }

    private void whetherItIsSent(Alert alert) {
        Instant since = settings.deliverSince();
        NotificationKind kind = NotificationKind.of(alert.getKind(), alert.getTrigger());
        note(!settings.enabled(), "The syslog service is off: nothing is delivered.");
        note(!settings.notifications().admits(kind), "This notification kind is off: nothing is sent for it.");
        note(
                since != null && alert.getAcceptedAt().isBefore(since),
                "Accepted before " + since + ", so it would be skipped.");
    }

    private void frame(int octets) {
        boolean stream = settings.transport() != Transport.UDP;
        boolean counted = settings.advanced().framing() == Framing.OCTET_COUNTING;
        note(!stream, "UDP: one datagram.");
        note(stream && counted, "Octet count " + octets + " and a space are in front (RFC 6587 section 3.4.1).");
        note(stream && !counted, "A line feed is behind it (RFC 6587 section 3.4.2).");
        note(
                settings.transport() == Transport.TLS && !counted,
                "RFC 5425 demands octet counting on TLS: not every receiver takes a line feed there.");
    }

    private void length(EncodedMessage encoded) {
        int octets = encoded.bytes().length;
        boolean rfc3164 = settings.format() == SyslogFormat.RFC3164;
        note(
                encoded.isShortened(),
                "Cut to keep the limit of " + settings.advanced().maxMessageBytes() + " octets: "
                        + String.join(", ", encoded.shortened()) + ".");
        note(
                rfc3164 && octets > RFC3164_OCTETS_MAX,
                "Over " + RFC3164_OCTETS_MAX + " octets: old receivers cut it (RFC 3164 section 4.1).");
        note(
                !rfc3164 && octets > RFC5424_OCTETS_SURE,
                "Over " + RFC5424_OCTETS_SURE + " octets: a receiver may cut it (RFC 5424 section 6.1).");
        note(
                octets > RSYSLOG_OCTETS_MAX,
                "Over " + RSYSLOG_OCTETS_MAX + " octets: rsyslog cuts or splits it by default.");
        note(
                settings.transport() == Transport.UDP && octets > UNFRAGMENTED_OCTETS_MAX,
                "Over " + UNFRAGMENTED_OCTETS_MAX
                        + " octets: the datagram may travel in fragments, and one lost loses all.");
    }

    private void form() {
        boolean rfc3164 = settings.format() == SyslogFormat.RFC3164;
        boolean marked = settings.advanced().byteOrderMark() == ByteOrderMark.ALWAYS;
        note(
                rfc3164,
                "The time is that of " + settings.advanced().rfc3164TimeZone()
                        + "; RFC 3164 tells neither year nor zone.");
        note(rfc3164 && marked, "RFC 3164 knows no byte order mark: none is written.");
        note(!rfc3164 && marked, "A byte order mark stands before the CEF text; some readers of CEF do not expect it.");
        note(
                !rfc3164 && settings.advanced().dialect() == Dialect.MDI,
                "PROCID is a process number; the formatter writes its own.");
    }

    private void note(boolean applies, String sentence) {
        if (applies) {
            notes.add(sentence);
        }
    }
}
