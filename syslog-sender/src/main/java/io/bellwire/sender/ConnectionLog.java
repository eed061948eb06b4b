package io.bellwire.sender;

import io.bellwire.schemas.ConnectionChange;
import io.bellwire.sender.transport.CertificateFingerprint;
import io.bellwire.sender.transport.CertificateFingerprint.Algorithm;
import io.bellwire.sender.transport.ConnectionFailure;
import io.bellwire.sender.transport.SyslogTransport;
import io.bellwire.sender.transport.TransportSettings;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What happens to the connection, in the log and for the portal. Says each kind of failure of an endpoint once until it recovers and counts the others, so that a SIEM that is away, or
 * that accepts and closes at once, fills no disk.
 */
final class ConnectionLog {
    private static final Logger log = LoggerFactory.getLogger(ConnectionLog.class);

    private final ConnectionHistory history;
    private final Set<String> said = new HashSet<>();
    private int unsaid;
    private boolean blindSaid;
    private @Nullable String lastError;
    private @Nullable X509Certificate certificate;

    ConnectionLog(Clock clock) {
        history = new ConnectionHistory(clock);
    }

    void failed(TransportSettings to, ConnectionFailure failure, Throwable cause) {
        lastError = failure.words();
        certificate = null;
        history.failed(failure.words());
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

    /** The SIEM's certificate; null without TLS. */
    void presented(@Nullable X509Certificate certificate) {
        this.certificate = certificate;
    }

    /** All is well; whatever fails from now on is said again. Of TLS it tells who answered (RFC 5425 §4.2.1). */
    void recovered(TransportSettings to, SyslogTransport transport) {
        var line = log.atInfo()
                .addKeyValue("endpoint", to.endpoint())
                .addKeyValue("address", transport.address())
                .addKeyValue("transport", to.transportName())
                .addKeyValue("failuresNotLogged", unsaid);
        X509Certificate presented = transport.certificate();
        if (presented != null) {
            line = line.addKeyValue(
                            "subject",
                            ConnectionFailure.oneLine(
                                    presented.getSubjectX500Principal().getName()))
                    .addKeyValue("certificate", fingerprint(presented));
        }
        line.log("SIEM connected");
        history.connected(ConnectionWords.connected(to, transport.address()));
        lastError = null;
        forgetWhatWasSaid();
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

    /** In the operator's words; null from when it recovered. */
    @Nullable
    String lastError() {
        return lastError;
    }

    /** When the SIEM's certificate ends; null without TLS, or without a connection. */
    @Nullable
    Instant certificateExpiresAt() {
        return certificate == null ? null : certificate.getNotAfter().toInstant();
    }

    /** The last ones, newest first. */
    List<ConnectionChange> changes() {
        return history.changes();
    }

    /** Of another endpoint nothing was said yet. */
    void reset() {
        lastError = null;
        certificate = null;
        forgetWhatWasSaid();
    }

    private void forgetWhatWasSaid() {
        said.clear();
        unsaid = 0;
    }
}
