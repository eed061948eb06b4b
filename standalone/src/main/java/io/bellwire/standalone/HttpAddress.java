package io.bellwire.standalone;

import java.net.URI;
import java.util.Set;

/** Where something that listens on this machine is reached from this machine. */
final class HttpAddress {
    private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");

    private HttpAddress() {}

    static URI of(String scheme, String bindAddress, int port) {
        String host = EVERY_ADDRESS.contains(bindAddress) ? "127.0.0.1" : bindAddress;
        boolean bareIpv6 = host.contains(":") && !host.startsWith("[");
        return URI.create(scheme + "://" + (bareIpv6 ? "[" + host + "]" : host) + ":" + port);
    }
}
