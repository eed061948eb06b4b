package io.bellwire.endtoend.vectors;

import io.bellwire.sender.transport.CertificateFingerprint;
import io.bellwire.sender.transport.CertificateFingerprint.Algorithm;
import io.bellwire.sender.transport.CertificateNames;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;

/** Whether we take a SIEM for the one that was configured. */
final class VectorTls {
    private VectorTls() {}

    static VectorOutcome name(VectorObject input) {
        input.allow("configured", "peer");
        VectorObject peer = input.object("peer");
        peer.allow("sanDns", "sanIp", "cn");
        CertificateNames names = new CertificateNames(
                peer.texts("sanDns"),
                peer.texts("sanIp").stream().map(VectorTls::address).toList(),
                peer.has("cn") ? peer.text("cn") : null);
        return VectorOutcome.accept(names.includes(input.text("configured")));
    }

    static VectorOutcome fingerprint(VectorObject input) {
        input.allow("der_hex", "algorithm", "pins", "trustAnchors");
        byte[] certificate = HexFormat.of().parseHex(input.text("der_hex"));
        if (input.has("algorithm")) {
            Algorithm algorithm = Algorithm.of(input.text("algorithm"));
            return VectorOutcome.fingerprint(
                    CertificateFingerprint.of(certificate, algorithm).toString());
        }
        List<String> pins = input.texts("pins");
        if (pins.isEmpty()) {
            throw new UnusableVectorException("there is neither an algorithm nor a pin to compare with");
        }
        return VectorOutcome.accept(pins.stream()
                .map(CertificateFingerprint::parse)
                .anyMatch(pin -> pin.equals(CertificateFingerprint.of(certificate, pin.algorithm()))));
    }

    private static InetAddress address(String text) {
        byte[] octets = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return InetAddress.getByAddress(octets == null ? new byte[0] : octets);
        } catch (UnknownHostException e) {
            throw new UnusableVectorException("sanIp holds '" + text + "', which is no address");
        }
    }
}
