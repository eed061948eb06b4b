package io.bellwire.sender.transport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** TLS did not come about, and so nothing was sent. */
public final class TlsHandshakeException extends IOException {
    /**
     * @param handshake what TLS says, often no more than that the channel was closed
     * @param connection what the connection below it says, if anything
     */
    TlsHandshakeException(@Nullable Throwable handshake, @Nullable IOException connection) {
        super("TLS handshake failed", handshake == null ? connection : handshake);
        if (handshake != null && connection != null) {
            addSuppressed(connection);
        }
    }
}
