package io.bellwire.sender;

import io.bellwire.schemas.Transport;
import io.bellwire.sender.transport.ConnectionFailure;
import io.bellwire.sender.transport.ConnectionLimits;
import io.bellwire.sender.transport.NameService;
import io.bellwire.sender.transport.NetworkThread;
import io.bellwire.sender.transport.SyslogTransport;
import io.bellwire.sender.transport.TransportSettings;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection to the SIEM: opens it, notices when it breaks, and opens it again after a while, without end. Used
 * by the delivery loop's thread only.
 */
final class SiemConnection {
    private static final Logger log = LoggerFactory.getLogger(SiemConnection.class);

    private final ConnectionLimits limits;
    private final NameService names;
    private final TlsRenewal tls;
    private final NetworkThread network;
    private final ReconnectTimer timer;
    private final SenderMetrics metrics;
    private final FailureLog failures = new FailureLog();

    private @Nullable TransportSettings wanted;
    private @Nullable ConnectAttempt attempt;
    private @Nullable SyslogTransport open;
    private @Nullable String lastError;
    private long breaks;
    private long cutReported;
    private boolean unsteady;
    private boolean renewalDue;

    SiemConnection(
            ConnectionLimits limits,
            NameService names,
            TlsRenewal tls,
            NetworkThread network,
            Backoff backoff,
            SenderMetrics metrics,
            LongSupplier nanoTime) {
        this.limits = limits;
        this.names = names;
        this.tls = tls;
        this.network = network;
        this.timer = new ReconnectTimer(backoff, nanoTime);
        this.metrics = metrics;
    }

    /** Leads there from now on, or nowhere when null; what leads elsewhere is closed in the clean way. */
    void aim(@Nullable TransportSettings to) {
        if (to == null ? wanted == null : to.equals(wanted)) {
            return;
        }
        if (attempt != null) {
            attempt.abandon();
            attempt = null;
        }
        closeInOrder();
        wanted = to;
        lastError = null;
        unsteady = false;
        failures.reset();
        timer.reset();
    }

    /** Does what is due: takes an attempt's result, begins the next, notices a break. Never blocks. */
    void look() {
        TransportSettings to = wanted;
        if (to == null) {
            return;
        }
        if (open != null) {
            lookAtOpen(open, to);
        } else if (attempt != null) {
            lookAtAttempt(attempt, to);
        } else if (timer.isDue()) {
            if (to.transport() == Transport.TLS) {
                var unused = tls.renewed();
            }
            attempt = new ConnectAttempt(() -> SyslogTransport.open(to, limits, names, tls.tls(), network));
        }
    }

    private void lookAtOpen(SyslogTransport transport, TransportSettings to) {
        reportCut(transport);
        if (!transport.isOpen()) {
            IOException reason = transport.failure();
            broke(reason == null ? new IOException("closed") : reason);
            return;
        }
        if (unsteady && timer.isStable()) {
            recovered(transport, to);
        }
        if (to.transport() == Transport.TLS && tls.renewedIfDue()) {
            renewalDue = true;
        }
    }

    private void lookAtAttempt(ConnectAttempt running, TransportSettings to) {
        if (!running.isDone()) {
            return;
        }
        attempt = null;
        try {
            SyslogTransport transport = running.result();
            if (transport != null) {
                connected(transport, to);
            }
        } catch (IOException e) {
            failed(e, to);
        }
    }

    private void connected(SyslogTransport transport, TransportSettings to) {
        open = transport;
        cutReported = 0;
        renewalDue = false;
        timer.connected();
        metrics.certificateExpiry(expiryOf(transport.certificate()));
        if (!unsteady) {
            recovered(transport, to);
        }
    }

    private void recovered(SyslogTransport transport, TransportSettings to) {
        unsteady = false;
        lastError = null;
        failures.recovered(to, transport);
    }

    /** The transport failed; all that is not committed has to be sent again. Does nothing when that is known already. */
    void broke(IOException cause) {
        TransportSettings to = wanted;
        if (open == null || to == null) {
            return;
        }
        IOException reason = open.failure();
        // What breaks so soon is not well again when the next connect succeeds: it may accept and close for hours.
        unsteady = !timer.isStable();
        closeOpen();
        breaks++;
        failed(reason == null ? cause : reason, to);
    }

    private void failed(IOException cause, TransportSettings to) {
        timer.failed();
        metrics.connectionFailed();
        ConnectionFailure failure = ConnectionFailure.explain(cause, to.endpoint());
        lastError = failure.words();
        failures.failed(to, failure, cause);
    }

    /** Whether {@link #renew} is due, before which all that is underway should arrive. */
    boolean isRenewalDue() {
        return renewalDue;
    }

    /** Renewed certificates need a new handshake. */
    void renew() {
        log.atInfo().log("Certificate files have changed, connecting anew");
        renewalDue = false;
        closeInOrder();
        timer.reset();
    }

    boolean isUp() {
        return open != null && open.isOpen();
    }

    /** How often a connection ended with messages perhaps underway. */
    long breaks() {
        return breaks;
    }

    CompletableFuture<Long> write(List<byte[]> messages) {
        return opened().write(messages);
    }

    @Nullable
    String refusal(byte[] message) {
        return opened().refusal(message);
    }

    /** How messages are carried at present. */
    Transport transport() {
        if (wanted == null) {
            throw new IllegalStateException("nowhere to send");
        }
        return wanted.transport();
    }

    /** How it stands, in words; null when it shall lead nowhere. */
    @Nullable
    String inWords() {
        if (wanted == null) {
            return null;
        }
        if (isUp()) {
            return (wanted.transport() == Transport.UDP ? "sending to " : "connected to ") + wanted;
        }
        return (attempt == null ? "waiting to connect to " : "connecting to ") + wanted;
    }

    /** In the operator's words; null from when it recovered. Of certificate files that are refused it tells too. */
    @Nullable
    String lastError() {
        return lastError == null && wanted != null && wanted.transport() == Transport.TLS ? tls.fault() : lastError;
    }

    private SyslogTransport opened() {
        if (open == null) {
            throw new IllegalStateException("not connected");
        }
        return open;
    }

    private void closeInOrder() {
        if (open != null && wanted != null) {
            var unused = open.finish(limits.close()).join();
            closeOpen();
            log.atInfo().addKeyValue("endpoint", wanted.endpoint()).log("SIEM disconnected");
        }
    }

    private void closeOpen() {
        if (open != null) {
            reportCut(open);
            open.close();
            open = null;
            metrics.certificateExpiry(null);
        }
    }

    private static @Nullable Instant expiryOf(@Nullable X509Certificate certificate) {
        return certificate == null ? null : certificate.getNotAfter().toInstant();
    }

    private void reportCut(SyslogTransport transport) {
        long cut = transport.messagesCut();
        metrics.cut(cut - cutReported);
        cutReported = cut;
    }
}
