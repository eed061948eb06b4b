package io.bellwire.sender.transport;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's check of the SIEM's certificate, chain and name, and two things that the JDK does not ask for: that a
 * certificate which is itself listed as trusted is valid now, and that the name fits as RFC 5425 §5.2 has it, where the
 * JDK takes {@code *} in any label and beside other letters too.
 */
final class CertificateCheck extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager jdk;

    private CertificateCheck(X509ExtendedTrustManager jdk) {
        this.jdk = jdk;
    }

    /** @param trusted certificates that may vouch; empty means those of the JDK's trust store */
    static CertificateCheck against(List<X509Certificate> trusted) throws GeneralSecurityException, IOException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted.isEmpty() ? null : storeOf(trusted));
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return new CertificateCheck(extended);
            }
        }
        throw new GeneralSecurityException("this JDK has no extended trust manager for X.509");
    }

    private static KeyStore storeOf(List<X509Certificate> trusted) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < trusted.size(); i++) {
            store.setCertificateEntry("trusted-" + i, trusted.get(i));
        }
        return store;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        if (engine == null) {
            throw new CertificateException("without an engine the name cannot be checked");
        }
        chain[0].checkValidity();
        CertificateNames names = CertificateNames.of(chain[0]);
        String host = engine.getPeerHost();
        try {
            jdk.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw isWrongName(e) ? new WrongNameException(host, names) : withEndOfChain(e, chain);
        }
        if (!names.includes(host)) {
            throw new WrongNameException(host, names);
        }
    }

    /** The JDK throws a plain {@link CertificateException} with one of these texts. */
    private static boolean isWrongName(CertificateException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("No subject alternative") || message.startsWith("No name matching");
    }

    /** Tells where a chain ends that leads to nobody trusted. */
    private static CertificateException withEndOfChain(CertificateException e, X509Certificate[] chain) {
        if (!(e.getCause() instanceof CertPathBuilderException)) {
            return e;
        }
        X509Certificate last = chain[0];
        for (int i = 1; i < chain.length; i++) {
            for (X509Certificate next : chain) {
                last = isIssuedBy(last, next) && !isIssuedBy(last, last) ? next : last;
            }
        }
        return new UntrustedChainException(last.getIssuerX500Principal(), isIssuedBy(last, last), e);
    }

    private static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
        return certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        throw new CertificateException("only engines are used here");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("without an engine the name cannot be checked");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("this side is never a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        throw new CertificateException("this side is never a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this side is never a server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return jdk.getAcceptedIssuers();
    }
}
