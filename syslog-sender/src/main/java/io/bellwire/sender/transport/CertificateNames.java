package io.bellwire.sender.transport;

import io.netty.util.NetUtil;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.naming.NamingException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Whom a certificate is made out to (RFC 5425 §5.2).
 *
 * @param dnsNames of the subjectAltName
 * @param addresses of the subjectAltName
 * @param commonName of the subject, which is asked only where there is no subjectAltName
 */
public record CertificateNames(
        List<String> dnsNames,
        List<InetAddress> addresses,
        @Nullable String commonName) {
    /** The kinds of GeneralName (RFC 5280 §4.2.1.6) as the JDK tells them apart. */
    private static final int DNS_NAME = 2;

    private static final int IP_ADDRESS = 7;
    private static final String ANY_LABEL = "*.";

    public CertificateNames {
        dnsNames = List.copyOf(dnsNames);
        addresses = List.copyOf(addresses);
    }

    /** The names that stand in a certificate. */
    public static CertificateNames of(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        List<String> dnsNames = new ArrayList<>();
        List<InetAddress> addresses = new ArrayList<>();
        for (List<?> alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
            String text = String.valueOf(alternative.get(1));
            if (alternative.get(0).equals(DNS_NAME)) {
                dnsNames.add(text);
            } else if (alternative.get(0).equals(IP_ADDRESS)) {
                addresses.add(literal(text));
            }
        }
        String commonName = alternatives == null ? commonName(certificate.getSubjectX500Principal()) : null;
        return new CertificateNames(dnsNames, addresses, commonName);
    }

    /**
     * Whether this host, a name or an address as an operator wrote it, is one of them. Names are compared as A-labels
     * without case; {@code *} stands for exactly one label, the first. Addresses are compared as octets, not as texts.
     */
    public boolean includes(String host) {
        byte[] octets = octets(host);
        if (octets != null) {
            return addresses.contains(address(octets));
        }
        String name = aLabels(host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
        if (name == null || name.isEmpty()) {
            return false;
        }
        if (dnsNames.isEmpty() && addresses.isEmpty()) {
            return commonName != null && matches(commonName, name);
        }
        return dnsNames.stream().anyMatch(pattern -> matches(pattern, name));
    }

    /** For a person, such as {@code siem.contoso.com, 192.0.2.10}. */
    @Override
    public String toString() {
        if (dnsNames.isEmpty() && addresses.isEmpty()) {
            return commonName == null ? "no name" : "common name " + commonName;
        }
        return Stream.concat(dnsNames.stream(), addresses.stream().map(InetAddress::getHostAddress))
                .collect(Collectors.joining(", "));
    }

    private static boolean matches(String pattern, String name) {
        String wanted = aLabels(pattern);
        if (wanted == null) {
            return false;
        }
        if (!wanted.startsWith(ANY_LABEL)) {
            return wanted.indexOf('*') < 0 && wanted.equals(name);
        }
        String parent = wanted.substring(1);
        int dot = name.indexOf('.');
        return dot > 0
                && parent.length() > 1
                && parent.indexOf('*') < 0
                && name.substring(dot).equals(parent);
    }

    /** In lower case; null when it cannot be a name. */
    private static @Nullable String aLabels(String name) {
        try {
            return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    private static byte @Nullable [] octets(String host) {
        return host.isEmpty() ? null : NetUtil.createByteArrayFromIpAddressString(host);
    }

    private static InetAddress address(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(octets.length + " octets are no address", e);
        }
    }

    private static InetAddress literal(String text) throws CertificateParsingException {
        byte[] octets = octets(text);
        if (octets == null) {
            throw new CertificateParsingException("the certificate bears the address '" + text + "', which is none");
        }
        return address(octets);
    }

    /** The most specific one; null when there is none, or none that can be read. */
    private static @Nullable String commonName(X500Principal subject) {
        try {
            List<Rdn> parts = new LdapName(subject.getName()).getRdns();
            for (int i = parts.size() - 1; i >= 0; i--) {
                var name = parts.get(i).toAttributes().get("cn");
                if (name != null) {
                    return name.get() instanceof String text ? text : null;
                }
            }
            return null;
        } catch (NamingException e) {
            return null; // whoever cannot be read is nobody
        }
    }
}
