package io.bellwire.sender.transport;

import io.bellwire.settings.SiemEndpoint;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The endpoint's host as name service and TLS want it. */
public final class HostAddresses {
    private HostAddresses() {}

    /** Every address of the host, asked for anew, IPv4 and IPv6 in the order of the name service; may block. */
    public static InetAddress[] of(SiemEndpoint endpoint, NameService names) throws UnknownHostException {
        return endpoint.isAddress()
                ? InetAddress.getAllByName(endpoint.host())
                : names.addressesOf(asciiName(endpoint));
    }

    /** The host in the letters of certificates and name service, without a dot at the end. */
    static String asciiName(SiemEndpoint endpoint) {
        if (endpoint.isAddress()) {
            return endpoint.host();
        }
        String name = IDN.toASCII(endpoint.host());
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
