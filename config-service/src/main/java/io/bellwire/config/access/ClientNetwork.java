package io.bellwire.config.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Whom an address belongs to: one IPv6 host may use any address of its /64 network. */
final class ClientNetwork {
    private static final int NETWORK_BYTES = 8;
    private static final int CHARACTERS_MAX = 64;
    /** Some proxies tell the port too: {@code 192.0.2.7:51234}, {@code [2001:db8::1]:51234}. */
    private static final Pattern PORT = Pattern.compile("^(?:([0-9.]+)|\\[([^\\]]*)\\])(?::\\d+)?$");

    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private ClientNetwork() {}

    /** @param told as the container tells it; behind a proxy that is trusted it may be any text */
    static String of(String told) {
        String address = PORT.matcher(told).replaceFirst("$1$2");
        if (IPV6.matcher(address).matches()) {
            try {
                // It is an address or refused; nothing is looked up.
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
