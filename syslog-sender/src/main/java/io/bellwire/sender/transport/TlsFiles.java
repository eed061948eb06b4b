package io.bellwire.sender.transport;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What this sensor brings to TLS.
 *
 * @param caFile certificates (PEM) that may vouch for the SIEM; null means the JDK's trust store
 * @param certificateFile own certificate and its chain (PEM), for a SIEM that asks for one
 * @param privateKeyFile its key, PKCS#8 without a password; given exactly when the certificate is
 * @param pinnedSha256 SHA-256 of the one SIEM certificate to accept, in hex; then chain and name are not asked
 */
public record TlsFiles(
        @Nullable Path caFile,
        @Nullable Path certificateFile,
        @Nullable Path privateKeyFile,
        @Nullable String pinnedSha256) {
    /** The JDK's trust store and no certificate of our own. */
    public static final TlsFiles NONE = new TlsFiles(null, null, null, null);

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public TlsFiles {
        if ((certificateFile == null) != (privateKeyFile == null)) {
            throw new IllegalArgumentException(
                    "a client certificate needs both bellwire.siem-certificate-file and bellwire.siem-private-key-file");
        }
        if (pinnedSha256 != null) {
            pinnedSha256 = pinnedSha256.replace(":", "").strip().toLowerCase(Locale.ROOT);
            if (!SHA256.matcher(pinnedSha256).matches()) {
                throw new IllegalArgumentException(
                        "bellwire.siem-certificate-sha256 is not a SHA-256 in hex: 64 digits, ':' between them or not");
            }
        }
    }
}
