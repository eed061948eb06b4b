package io.bellwire.siem;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with its private key, in the forms in which programs want it.
 *
 * @param certificateFile PEM: the certificate, then the authority's
 * @param privateKeyFile PEM, PKCS #8, not encrypted
 * @param keyStoreFile PKCS #12 with the one entry, password {@link #PASSWORD}
 * @param certificate the certificate itself
 * @param context presents it, and trusts the authority that made it; for servers and clients
 */
public record TestIdentity(
        Path certificateFile, Path privateKeyFile, Path keyStoreFile, X509Certificate certificate, SSLContext context) {
    public static final String PASSWORD = "changeit";

    /** The certificate's SHA-256 fingerprint, 64 lower-case hexadecimal digits. */
    public String sha256() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no fingerprint", e);
        }
    }

    static TestIdentity write(Path directory, String alias, KeyStore authority, TrustManagerFactory trust)
            throws IOException {
        try {
            Key key = authority.getKey(alias, PASSWORD.toCharArray());
            Certificate[] chain = authority.getCertificateChain(alias);
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry(alias, key, PASSWORD.toCharArray(), chain);
            TestIdentity identity = new TestIdentity(
                    directory.resolve(alias + ".pem"),
                    directory.resolve(alias + "-key.pem"),
                    directory.resolve(alias + ".p12"),
                    (X509Certificate) chain[0],
                    context(own, trust));
            Pem.writeCertificates(identity.certificateFile, List.of(chain));
            Pem.writePrivateKey(identity.privateKeyFile, key);
            try (OutputStream out = Files.newOutputStream(identity.keyStoreFile)) {
                own.store(out, PASSWORD.toCharArray());
            }
            return identity;
        } catch (GeneralSecurityException e) {
            throw new IOException("no identity " + alias, e);
        }
    }

    /** Presents what is in the key store, and trusts whom the JDK trusts. */
    static SSLContext presenting(KeyStore own, char[] password) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    static SSLContext context(@Nullable KeyStore own, TrustManagerFactory trust) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS", e);
        }
    }
}
