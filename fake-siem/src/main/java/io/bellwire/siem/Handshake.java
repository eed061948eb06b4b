package io.bellwire.siem;

import org.jspecify.annotations.Nullable;

/**
 * What became of one TLS handshake.
 *
 * @param connection number of the connection, from 1
 * @param protocol such as {@code TLSv1.3}; empty when the handshake failed
 * @param clientName subject of the client's certificate; null when it showed none
 * @param failure why it failed; null when it succeeded
 */
public record Handshake(
        int connection,
        String protocol,
        @Nullable String clientName,
        @Nullable String failure) {}
