package io.bellwire.config.preview;

import io.bellwire.schemas.Transport;
import io.bellwire.settings.SyslogSettings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What the receiver's socket gets for one message. syslog-sender frames thousands at a time in buffers of Netty, and no
 * program knows another; a test in end-to-end-tests holds these octets against the sender's.
 */
final class WireFrame {
    private WireFrame() {}

    /** @param message without a line feed, as the encoder makes them */
    static byte[] of(SyslogSettings settings, byte[] message) {
        if (settings.transport() == Transport.UDP) {
            return message.clone();
        }
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        switch (settings.advanced().framing()) {
            case OCTET_COUNTING -> {
                frame.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
                frame.writeBytes(message);
            }
            case LINE_FEED -> {
                frame.writeBytes(message);
                frame.write('\n');
            }
        }
        return frame.toByteArray();
    }
}
