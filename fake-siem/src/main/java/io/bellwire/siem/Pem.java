package io.bellwire.siem;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;

/** Writes keys and certificates as text (RFC 7468). */
final class Pem {
    private static final int LINE_LENGTH = 64;
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'});

    private Pem() {}

    static void writeCertificates(Path file, List<Certificate> chain) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Certificate certificate : chain) {
            text.append(block("CERTIFICATE", encoded(certificate)));
        }
        Files.writeString(file, text, US_ASCII);
    }

    static void writePrivateKey(Path file, Key key) throws IOException {
        Files.writeString(file, block("PRIVATE KEY", key.getEncoded()), US_ASCII);
    }

    private static byte[] encoded(Certificate certificate) throws IOException {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IOException("certificate has no encoding", e);
        }
    }

    private static String block(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n" + BASE64.encodeToString(content) + "\n-----END " + what + "-----\n";
    }
}
