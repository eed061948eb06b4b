package io.bellwire.sender.transport;

import java.security.cert.CertificateException;

/** The SIEM showed another certificate than the pinned one. */
final class PinMismatchException extends CertificateException {
    PinMismatchException(CertificateFingerprint shown, CertificateFingerprint pinned) {
        super("the SIEM showed the certificate " + shown + ", pinned is " + pinned);
    }
}
