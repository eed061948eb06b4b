package io.bellwire.sender.transport;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The hash by which one certificate is known, written as {@code sha-256:AB:CD:…} (RFC 5425 §4.2.2).
 *
 * @param digits upper-case hex, two for each octet
 */
public record CertificateFingerprint(Algorithm algorithm, String digits) {
    private static final HexFormat OCTETS = HexFormat.ofDelimiter(":").withUpperCase();
    private static final Pattern HEX = Pattern.compile("[0-9A-F]+");

    /** The hash functions, under the names that IANA gives them. */
    public enum Algorithm {
        /** Every implementation has to know it (RFC 5425 §4.2.2), though others can be made to match it: weak. */
        SHA_1("sha-1", 40),
        SHA_256("sha-256", 64);

        private final String label;
        private final int digits;

        Algorithm(String label, int digits) {
            this.label = label;
            this.digits = digits;
        }

        /**
         * Finds it by its name.
         *
         * @throws IllegalArgumentException for the name of another hash function
         */
        public static Algorithm of(String label) {
            for (Algorithm algorithm : values()) {
                if (algorithm.label.equalsIgnoreCase(label)) {
                    return algorithm;
                }
            }
            throw new IllegalArgumentException("'" + label + "' is none of sha-1, sha-256");
        }
    }

    public CertificateFingerprint {
        if (digits.length() != algorithm.digits || !HEX.matcher(digits).matches()) {
            throw new IllegalArgumentException(
                    "a fingerprint by " + algorithm.label + " has " + algorithm.digits + " hex digits");
        }
    }

    /**
     * Reads {@code sha-256:AB:CD:…}, or the digits alone for SHA-256; colons between them or not, letters of either case.
     *
     * @throws IllegalArgumentException when it is no such text
     */
    public static CertificateFingerprint parse(String text) {
        String stripped = text.strip();
        int colon = stripped.indexOf(':');
        boolean labelled = colon > 2;
        Algorithm algorithm = labelled ? Algorithm.of(stripped.substring(0, colon)) : Algorithm.SHA_256;
        String digits = labelled ? stripped.substring(colon + 1) : stripped;
        return new CertificateFingerprint(algorithm, digits.replace(":", "").toUpperCase(Locale.ROOT));
    }

    /** The fingerprint of a certificate. */
    public static CertificateFingerprint of(X509Certificate certificate, Algorithm algorithm)
            throws CertificateEncodingException {
        return of(certificate.getEncoded(), algorithm);
    }

    /** The fingerprint of a certificate in DER. */
    public static CertificateFingerprint of(byte[] der, Algorithm algorithm) {
        try {
            byte[] hash = MessageDigest.getInstance(algorithm.label).digest(der);
            return new CertificateFingerprint(
                    algorithm, HexFormat.of().withUpperCase().formatHex(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm.label, e);
        }
    }

    /** Whether another certificate could be made that has the same fingerprint. */
    public boolean isWeak() {
        return algorithm == Algorithm.SHA_1;
    }

    @Override
    public String toString() {
        return algorithm.label + ":" + OCTETS.formatHex(HexFormat.of().parseHex(digits));
    }
}
