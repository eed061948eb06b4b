package io.bellwire.sender.transport;

import java.security.cert.CertificateException;
import javax.security.auth.x500.X500Principal;

/** Nobody whom we trust vouches for the SIEM's certificate. */
final class UntrustedChainException extends CertificateException {
    private static final long serialVersionUID = 1L;

    private final X500Principal end;
    private final boolean endWasShown;

    /**
     * @param end who signed the last certificate of the chain
     * @param endWasShown whether that one's own certificate is part of the chain, so that none is missing
     */
    UntrustedChainException(X500Principal end, boolean endWasShown, CertificateException jdk) {
        super("nobody trusted vouches for the chain that ends at " + end, jdk);
        this.end = end;
        this.endWasShown = endWasShown;
    }

    X500Principal end() {
        return end;
    }

    boolean endWasShown() {
        return endWasShown;
    }
}
