package io.bellwire.sender.transport;

import io.bellwire.cef.MessageProfile;
import io.bellwire.schemas.Framing;
import io.bellwire.schemas.Transport;
import io.bellwire.settings.SiemEndpoint;
import java.util.Locale;

/**
 * Where messages go and how they are carried; when two of these are equal a connection may stay.
 *
 * @param framing how messages are told apart on a stream; without effect on UDP
 * @param datagramBytesMax a longer message is shortened on UDP, 480 to 65507 there; without effect on streams
 */
public record TransportSettings(SiemEndpoint endpoint, Transport transport, Framing framing, int datagramBytesMax) {

    public TransportSettings {
        if (transport == Transport.UDP) {
            MessageProfile.refuseDatagramBytes(datagramBytesMax);
        }
    }

    /** The transport's name as operators write it, such as {@code tls}. */
    public String transportName() {
        return transport.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return endpoint + " by " + transportName();
    }
}
