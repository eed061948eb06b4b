package io.bellwire.endtoend.vectors;

import io.bellwire.cef.MessageProfile;
import io.bellwire.schemas.Framing;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Transport;
import io.bellwire.sender.transport.FrameWriter;
import io.bellwire.settings.AdvancedSettings;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a vector's messages are carried.
 *
 * @param transport null when only the message is asked for, without a frame
 * @param messageBytesMax without the frame
 */
record VectorTransport(@Nullable Transport transport, Framing framing, int messageBytesMax) {
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    static VectorTransport of(VectorObject input) {
        if (!input.has("transport")) {
            return new VectorTransport(null, Framing.OCTET_COUNTING, NO_LIMIT);
        }
        VectorObject given = input.object("transport");
        given.allow("kind", "framing", "maxBytes", "allowNonRfc5425Framing");
        Transport transport = transport(given.text("kind"));
        int messageBytesMax = given.has("maxBytes") ? given.integer("maxBytes") : NO_LIMIT;
        if (transport == Transport.UDP && given.has("maxBytes")) {
            MessageProfile.refuseDatagramBytes(messageBytesMax);
        }
        return new VectorTransport(transport, framing(transport, given), messageBytesMax);
    }

    /** What the receiver's socket gets: datagrams one behind the other, or the octets of the stream. */
    byte[] onTheWire(List<byte[]> messages) {
        if (transport == null || transport == Transport.UDP) {
            ByteArrayOutputStream datagrams = new ByteArrayOutputStream();
            messages.forEach(datagrams::writeBytes);
            return datagrams.toByteArray();
        }
        FrameWriter frames = new FrameWriter(framing);
        for (byte[] message : messages) {
            String refusal = frames.refusal(ByteBuffer.wrap(message));
            if (refusal != null) {
                throw new UnusableVectorException("the framer refuses: " + refusal);
            }
        }
        return frames.octets(messages);
    }

    private static Transport transport(String kind) {
        return switch (kind) {
            case "udp" -> Transport.UDP;
            case "tcp" -> Transport.TCP;
            case "tls" -> Transport.TLS;
            default -> throw new UnusableVectorException("the transport '" + kind + "' is unknown");
        };
    }

    /** TLS counts octets, whatever is asked for, unless the operator allows other framings (P19). */
    private static Framing framing(Transport transport, VectorObject given) {
        Framing usual =
                AdvancedSettings.defaults(transport, SyslogFormat.RFC5424).framing();
        Framing asked = switch (given.text("framing", "")) {
            case "" -> usual;
            case "octet" -> Framing.OCTET_COUNTING;
            case "lf" -> Framing.LINE_FEED;
            default -> throw new UnusableVectorException("the framing '" + given.text("framing") + "' is unknown");
        };
        return transport == Transport.TLS && !given.flag("allowNonRfc5425Framing") ? usual : asked;
    }
}
