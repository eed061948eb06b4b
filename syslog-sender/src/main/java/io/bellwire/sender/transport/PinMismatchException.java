package io.bellwire.sender.transport;

import java.security.cert.CertificateException;

/** The SIEM showed another certificate than the pinned one. */
final class PinMismatchException extends CertificateException {
    PinMismatchException(String shown, String pinned) {
        super("the SIEM showed the certificate with SHA-256 " + shown + ", pinned is " + pinned);
    }
}
