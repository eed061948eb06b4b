package io.bellwire.sender.transport;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What this sensor brings to TLS.
 *
 * @param caFile certificates (PEM) that may vouch for the SIEM; null means the JDK's trust store
 * @param certificateFile own certificate and its chain (PEM), for a SIEM that asks for one
 * @param privateKeyFile its key, PKCS#8 without a password; given exactly when the certificate is
 * @param pinned the one SIEM certificate to accept; then chain and name are not asked
 */
public record TlsFiles(
        @Nullable Path caFile,
        @Nullable Path certificateFile,
        @Nullable Path privateKeyFile,
        @Nullable CertificateFingerprint pinned) {
    /** The JDK's trust store and no certificate of our own. */
    public static final TlsFiles NONE = new TlsFiles(null, null, null, null);

    public TlsFiles {
        if ((certificateFile == null) != (privateKeyFile == null)) {
            throw new IllegalArgumentException(
                    "a client certificate needs both bellwire.siem-certificate-file and bellwire.siem-private-key-file");
        }
    }
}
