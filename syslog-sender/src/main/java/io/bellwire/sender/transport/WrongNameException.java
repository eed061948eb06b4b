package io.bellwire.sender.transport;

import java.security.cert.CertificateException;

/** The SIEM's certificate is made out to others than the host that was asked for. */
final class WrongNameException extends CertificateException {
    private static final long serialVersionUID = 1L;

    WrongNameException(String host, CertificateNames names) {
        super("its certificate is not made out to " + host + " but to: " + names);
    }
}
