package io.bellwire.settings;

import java.net.IDN;
import java.util.regex.Pattern;

/**
 * The one host and port of the SIEM.
 *
 * @param host IPv4 address, IPv6 address without brackets, or DNS name, up to 253 characters; as the operator wrote it
 * @param port 1 to 65535
 */
public record SiemEndpoint(String host, int port) {
    public static final int PORT_DEFAULT = 514;

    private static final int HOST_CHARACTERS_MAX = 253;
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");
    private static final Pattern DIGITS_AND_DOTS = Pattern.compile("[0-9.]+");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");

    public SiemEndpoint {
        host = withoutBrackets(host.strip());
        new FaultCollector()
                .require(!host.isEmpty(), "endpoint.host", "is empty: give the SIEM's DNS name or address")
                .require(
                        host.isEmpty() || isAddress(host) || isName(host),
                        "endpoint.host",
                        "'" + host + "' is neither an IPv4 address, an IPv6 address nor a DNS name")
                .require(port >= 1 && port <= 65_535, "endpoint.port", port + " is not between 1 and 65535")
                .throwIfAny();
    }

    /** Whether the host is an address, so that no name is looked up. */
    public boolean isAddress() {
        return isAddress(host);
    }

    /** As operators write it, such as {@code [2001:db8::1]:514}; the host is taken as it is. */
    public static String inWords(String host, int port) {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }

    @Override
    public String toString() {
        return inWords(host, port);
    }

    private static boolean isAddress(String host) {
        return IPV4.matcher(host).matches() || Ipv6Text.isValid(host);
    }

    private static boolean isName(String host) {
        if (host.length() > HOST_CHARACTERS_MAX || DIGITS_AND_DOTS.matcher(host).matches()) {
            return false;
        }
        try {
            String ascii = IDN.toASCII(host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
            for (String label : ascii.split("\\.", -1)) {
                if (!LABEL.matcher(label).matches()) {
                    return false;
                }
            }
            return ascii.length() <= HOST_CHARACTERS_MAX;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
