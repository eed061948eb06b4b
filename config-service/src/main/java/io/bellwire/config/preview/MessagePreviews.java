package io.bellwire.config.preview;

import io.bellwire.cef.EncodedMessage;
import io.bellwire.cef.SyslogMessageEncoder;
import io.bellwire.schemas.Alert;
import io.bellwire.settings.SyslogSettings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;

/** Makes the messages of a few samples by the encoder that the formatter runs: the door of this package. Thread-safe. */
public final class MessagePreviews {
    private final Clock clock;
    private final long processNumber;

    /**
     * @param clock tells when the samples were accepted
     * @param processNumber that dialect {@code mdi} shows; the formatter shows its own
     */
    public MessagePreviews(Clock clock, long processNumber) {
        this.clock = clock;
        this.processNumber = processNumber;
    }

    /** One sample of each notification kind and one that is longer than the limit, whatever that is. */
    public List<MessagePreview> of(SyslogSettings settings) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        SyslogMessageEncoder encoder = new SyslogMessageEncoder(settings.messageProfile(processNumber));
        return SampleAlerts.all(now, settings.advanced().maxMessageBytes()).entrySet().stream()
                .map(sample -> preview(settings, encoder, sample.getKey(), sample.getValue()))
                .toList();
    }

    private static MessagePreview preview(
            SyslogSettings settings, SyslogMessageEncoder encoder, String sample, Alert alert) {
        EncodedMessage encoded = encoder.encode(alert);
        byte[] bytes = encoded.bytes();
        String message = new String(bytes, StandardCharsets.UTF_8);
        return new MessagePreview(
                sample,
                message,
                HexFormat.of().formatHex(WireFrame.of(settings, bytes)),
                bytes.length,
                settings.advanced().maxMessageBytes(),
                encoded.shortened(),
                PreviewNotes.of(settings, alert, encoded),
                MessageReader.parts(message));
    }
}
