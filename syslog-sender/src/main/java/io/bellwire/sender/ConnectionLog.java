package io.bellwire.sender;

import io.bellwire.sender.transport.CertificateFingerprint;
import io.bellwire.sender.transport.CertificateFingerprint.Algorithm;
import io.bellwire.sender.transport.ConnectionFailure;
import io.bellwire.sender.transport.SyslogTransport;
import io.bellwire.sender.transport.TransportSettings;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What happens to the connection, in the log. Says each kind of failure of an endpoint once until it recovers and counts the others, so that a SIEM that is away, or
 * that accepts and closes at once, fills no disk.
 */
final class ConnectionLog {
    private static final Logger log = LoggerFactory.getLogger(ConnectionLog.class);

    private final Set<String> said = new HashSet<>();
    private int unsaid;
    private boolean blindSaid;

    void failed(TransportSettings to, ConnectionFailure failure, Throwable cause) {
        boolean other = failure.kind() == ConnectionFailure.Kind.OTHER;
        if (!said.add(other ? failure.words() : failure.kind().name())) {
            unsaid++;
            return;
        }
        var line = log.atLevel(failure.kind().needsAPerson() ? Level.ERROR : Level.WARN)
                .addKeyValue("endpoint", to.endpoint())
                .addKeyValue("transport", to.transportName())
                .addKeyValue("reason", failure.words());
        if (other) {
            line = line.setCause(cause);
        }
        line.log("No connection to the SIEM, trying again; messages wait in Kafka");
    }

    /** What is delivered is guessed here; said once. */
    void blind() {
        if (!blindSaid) {
            blindSaid = true;
            log.warn(
                    "This system does not tell what the SIEM acknowledges: what is delivered is guessed, and after a break"
                            + " all since the last clean end of a connection is sent again");
        }
    }

    /** All is well; whatever fails from now on is said again. Of TLS it tells who answered (RFC 5425 §4.2.1). */
    void recovered(TransportSettings to, SyslogTransport transport) {
        var line = log.atInfo()
                .addKeyValue("endpoint", to.endpoint())
                .addKeyValue("address", transport.address())
                .addKeyValue("transport", to.transportName())
                .addKeyValue("failuresNotLogged", unsaid);
        X509Certificate certificate = transport.certificate();
        if (certificate != null) {
            line = line.addKeyValue(
                            "subject",
                            ConnectionFailure.oneLine(
                                    certificate.getSubjectX500Principal().getName()))
                    .addKeyValue("certificate", fingerprint(certificate));
        }
        line.log("SIEM connected");
        reset();
    }

    /** An open one is ended in order and opened again. */
    void renewing(String reason) {
        log.atInfo().addKeyValue("reason", reason).log("Connecting to the SIEM anew");
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return CertificateFingerprint.of(certificate, Algorithm.SHA_256).toString();
        } catch (CertificateEncodingException e) {
            return "unknown: " + e.getMessage();
        }
    }

    void reset() {
        said.clear();
        unsaid = 0;
    }
}
