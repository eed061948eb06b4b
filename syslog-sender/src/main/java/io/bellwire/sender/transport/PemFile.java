package io.bellwire.sender.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of a PEM file as it stood at one moment, and what can be read from it. */
record PemFile(Path path, String text) {
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    /** Null when there is no path to read. */
    static @Nullable PemFile read(@Nullable Path path) throws UnusableTlsFileException {
        if (path == null) {
            return null;
        }
        try {
            return new PemFile(path, Files.readString(path, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            throw new UnusableTlsFileException(path + " does not exist", e);
        } catch (IOException e) {
            throw new UnusableTlsFileException(path + " cannot be read: " + e, e);
        }
    }

    List<X509Certificate> certificates() throws UnusableTlsFileException {
        try {
            var found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
            if (found.isEmpty()) {
                throw new UnusableTlsFileException(path + " holds no certificate (PEM)", null);
            }
            return found.stream().map(X509Certificate.class::cast).toList();
        } catch (CertificateException e) {
            throw new UnusableTlsFileException(path + " holds no usable certificate (PEM): " + e.getMessage(), e);
        }
    }

    PrivateKey privateKey() throws UnusableTlsFileException {
        Matcher matcher = PKCS8.matcher(text);
        if (!matcher.find()) {
            throw new UnusableTlsFileException(
                    path + " holds no private key in PKCS#8 without a password (BEGIN PRIVATE KEY);"
                            + " openssl pkcs8 -topk8 -nodes makes one",
                    null);
        }
        byte[] encoded = decoded(matcher.group(1));
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                // Another algorithm's key: the next one may fit.
            } catch (GeneralSecurityException e) {
                throw new UnusableTlsFileException(path + " cannot be read: " + e.getMessage(), e);
            }
        }
        throw new UnusableTlsFileException(path + " holds no key of " + KEY_ALGORITHMS, null);
    }

    private byte[] decoded(String base64) throws UnusableTlsFileException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new UnusableTlsFileException(path + " holds a private key that is broken: " + e.getMessage(), e);
        }
    }
}
