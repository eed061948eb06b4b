package io.bellwire.sender.transport;

import io.bellwire.settings.SiemEndpoint;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trust and own certificate of this sensor, TLS 1.2 and 1.3, read anew when its files change. Unusable files never
 * replace usable ones. Thread-safe.
 */
public final class SiemTls {
    private static final byte[] PROBE = "does this key belong to this certificate?".getBytes(StandardCharsets.US_ASCII);

    private final TlsFiles files;
    private @Nullable Loaded loaded; // guarded by this

    private record Contents(
            @Nullable PemFile ca,
            @Nullable PemFile certificate,
            @Nullable PemFile privateKey) {}

    private record Loaded(Contents contents, SslContext context) {}

    public SiemTls(TlsFiles files) {
        this.files = files;
    }

    /**
     * Reads the files again and tells whether usable ones took the place of others.
     *
     * @throws UnusableTlsFileException when what stands in them now cannot be used; what was taken up before stays
     */
    public synchronized boolean refresh() throws UnusableTlsFileException {
        Contents now = new Contents(
                PemFile.read(files.caFile()),
                PemFile.read(files.certificateFile()),
                PemFile.read(files.privateKeyFile()));
        Loaded before = loaded;
        if (before != null && before.contents().equals(now)) {
            return false;
        }
        loaded = new Loaded(now, context(now));
        return before != null;
    }

    /** Whether there is any file to read. */
    public boolean readsFiles() {
        return files.caFile() != null || files.certificateFile() != null;
    }

    /** Whether more than owner and group may read the file of our private key; false where files have no such rights. */
    public boolean isPrivateKeyOpenToAll() {
        try {
            return files.privateKeyFile() != null
                    && Files.getPosixFilePermissions(files.privateKeyFile()).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Whether the SIEM's certificate is pinned by a hash that another certificate can be made to match. */
    public boolean isPinWeak() {
        return files.pinned() != null && files.pinned().isWeak();
    }

    SslHandler newHandler(ByteBufAllocator allocator, SiemEndpoint to, ConnectionLimits limits)
            throws UnusableTlsFileException {
        String name = HostAddresses.asciiName(to);
        SslHandler handler = context().newHandler(allocator, name, to.port());
        SSLParameters parameters = handler.engine().getSSLParameters();
        if (!to.isAddress()) {
            // Said explicitly, because the JDK leaves it out for names without a dot.
            parameters.setServerNames(List.of(new SNIHostName(name)));
        }
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        handler.engine().setSSLParameters(parameters);
        handler.setHandshakeTimeoutMillis(limits.handshake().toMillis());
        handler.setCloseNotifyFlushTimeoutMillis(limits.close().toMillis());
        return handler;
    }

    private synchronized SslContext context() throws UnusableTlsFileException {
        if (loaded == null) {
            refresh();
        }
        if (loaded == null) {
            throw new IllegalStateException("refresh() loads or throws");
        }
        return loaded.context();
    }

    private SslContext context(Contents contents) throws UnusableTlsFileException {
        try {
            SslContextBuilder builder = SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .endpointIdentificationAlgorithm("HTTPS")
                    .trustManager(trust(contents.ca()));
            if (contents.certificate() != null && contents.privateKey() != null) {
                List<X509Certificate> chain = contents.certificate().certificates();
                PrivateKey key = contents.privateKey().privateKey();
                requireBelongsTogether(chain.get(0).getPublicKey(), key);
                builder.keyManager(key, chain.toArray(X509Certificate[]::new));
            }
            return builder.build();
        } catch (UnusableTlsFileException e) {
            throw e;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new UnusableTlsFileException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private TrustManager trust(@Nullable PemFile ca) throws IOException, GeneralSecurityException {
        CertificateFingerprint pinned = files.pinned();
        return pinned == null
                ? CertificateCheck.against(ca == null ? List.of() : ca.certificates())
                : new PinnedCertificate(pinned);
    }

    private void requireBelongsTogether(PublicKey certified, PrivateKey key)
            throws UnusableTlsFileException, GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(PROBE);
        byte[] signature = signing.sign();
        if (!isSignedBy(certified, algorithm, signature)) {
            throw new UnusableTlsFileException(
                    files.privateKeyFile() + " is not the key of the certificate in " + files.certificateFile(), null);
        }
    }

    private static boolean isSignedBy(PublicKey certified, String algorithm, byte[] signature) {
        try {
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(certified);
            verifying.update(PROBE);
            return verifying.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // not even of the same kind
        }
    }
}
