package io.bellwire.config.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** Whom an address belongs to: one IPv6 host may use any address of its /64 network. */
final class ClientNetwork {
    private static final int NETWORK_BYTES = 8;
    private static final int CHARACTERS_MAX = 64;

    private ClientNetwork() {}

    /** @param address as the container tells it; behind a proxy that is trusted it may be any text */
    static String of(String address) {
        if (address.indexOf(':') >= 0) {
            try {
                // With a colon it is an address or refused; nothing is looked up.
                if (InetAddress.getByName(address) instanceof Inet6Address ipv6) {
                    return HexFormat.of().formatHex(ipv6.getAddress(), 0, NETWORK_BYTES);
                }
            } catch (UnknownHostException e) {
                // Counted as the text that it is.
            }
        }
        return address.substring(0, Math.min(address.length(), CHARACTERS_MAX));
    }
}
