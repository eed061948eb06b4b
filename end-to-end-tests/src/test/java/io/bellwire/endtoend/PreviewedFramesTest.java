package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.config.preview.MessagePreviews;
import io.bellwire.schemas.Framing;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Transport;
import io.bellwire.sender.transport.FrameWriter;
import io.bellwire.settings.AdvancedSettings;
import io.bellwire.settings.Notifications;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.settings.SyslogSettings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The frame that the preview shows is the one that syslog-sender writes: two programs that do not know each other. */
class PreviewedFramesTest {
    @ParameterizedTest
    @CsvSource({"TCP, LINE_FEED", "TCP, OCTET_COUNTING", "TLS, LINE_FEED", "TLS, OCTET_COUNTING"})
    void previewShowsTheSendersFrames(Transport transport, Framing framing) {
        FrameWriter sender = new FrameWriter(framing);

        assertThat(new MessagePreviews(Clock.systemUTC(), 1).of(settings(transport, framing)))
                .hasSize(4)
                .allSatisfy(preview -> {
                    byte[] message = preview.message().getBytes(StandardCharsets.UTF_8);
                    assertThat(sender.refusal(ByteBuffer.wrap(message))).isNull();
                    assertThat(preview.frame()).isEqualTo(HexFormat.of().formatHex(sender.octets(List.of(message))));
                });
    }

    private static SyslogSettings settings(Transport transport, Framing framing) {
        AdvancedSettings usual = AdvancedSettings.defaults(transport, SyslogFormat.RFC5424);
        return new SyslogSettings(
                true,
                "DC01",
                new SiemEndpoint("siem.contoso.com", 6514),
                transport,
                SyslogFormat.RFC5424,
                Notifications.DEFAULTS,
                null,
                new AdvancedSettings(
                        framing,
                        usual.dialect(),
                        usual.securityFacility(),
                        usual.healthFacility(),
                        usual.rfc3164TimeZone(),
                        usual.maxMessageBytes(),
                        usual.byteOrderMark()));
    }
}
