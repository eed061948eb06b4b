package io.bellwire.sender;

import io.bellwire.schemas.Transport;
import io.bellwire.sender.transport.ConnectionFailure;
import io.bellwire.sender.transport.ConnectionLimits;
import io.bellwire.sender.transport.NameService;
import io.bellwire.sender.transport.NetworkThread;
import io.bellwire.sender.transport.SiemTls;
import io.bellwire.sender.transport.SyslogTransport;
import io.bellwire.sender.transport.TransportSettings;
import io.bellwire.sender.transport.UnusableTlsFileException;
import java.io.IOException;
import java.time.Duration;
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
    private static final Duration TLS_FILES_EVERY = Duration.ofSeconds(5);

    private final ConnectionLimits limits;
    private final NameService names;
    private final SiemTls tls;
    private final NetworkThread network;
    private final ReconnectTimer timer;
    private final SenderMetrics metrics;
    private final LongSupplier nanoTime;
    private final FailureLog failures = new FailureLog();

    private @Nullable TransportSettings wanted;
    private @Nullable ConnectAttempt attempt;
    private @Nullable SyslogTransport open;
    private @Nullable String lastError;
    private long breaks;
    private long cutReported;
    private long tlsFilesReadAtNanos;

    SiemConnection(
            ConnectionLimits limits,
            NameService names,
            SiemTls tls,
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
        this.nanoTime = nanoTime;
        this.tlsFilesReadAtNanos = nanoTime.getAsLong();
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
        closeOpen();
        wanted = to;
        lastError = null;
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
            lookAtOpen(open);
        } else if (attempt != null) {
            lookAtAttempt(attempt, to);
        } else if (timer.isDue()) {
            attempt = new ConnectAttempt(() -> {
                tls.refresh();
                return SyslogTransport.open(to, limits, names, tls, network);
            });
        }
    }

    private void lookAtOpen(SyslogTransport transport) {
        reportCut(transport);
        if (!transport.isOpen()) {
            IOException reason = transport.failure();
            broke(reason == null ? new IOException("closed") : reason);
        } else if (wanted != null && wanted.transport() == Transport.TLS) {
            lookAtTlsFiles();
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
        lastError = null;
        timer.connected();
        metrics.certificateExpiry(transport.certificateExpiry());
        log.atInfo()
                .addKeyValue("endpoint", to.endpoint())
                .addKeyValue("address", transport.address())
                .addKeyValue("transport", to.transportName())
                .addKeyValue("failuresNotLogged", failures.unsaid())
                .log("SIEM connected");
    }

    /** The transport failed; all that is not committed has to be sent again. Does nothing when that is known already. */
    void broke(IOException cause) {
        TransportSettings to = wanted;
        if (open == null || to == null) {
            return;
        }
        IOException reason = open.failure();
        closeOpen();
        breaks++;
        failed(reason == null ? cause : reason, to);
    }

    private void failed(IOException cause, TransportSettings to) {
        if (timer.failed()) {
            failures.reset();
        }
        metrics.connectionFailed();
        ConnectionFailure failure = ConnectionFailure.explain(cause, to.endpoint());
        lastError = failure.words();
        failures.failed(to, failure, cause);
    }

    /** Renewed certificates need a new handshake; unusable ones are said and change nothing. */
    private void lookAtTlsFiles() {
        long now = nanoTime.getAsLong();
        if (now - tlsFilesReadAtNanos < TLS_FILES_EVERY.toNanos()) {
            return;
        }
        tlsFilesReadAtNanos = now;
        try {
            if (tls.refresh()) {
                log.atInfo().log("Certificate files have changed, connecting anew");
                breaks++;
                closeOpen();
                timer.reset();
            }
        } catch (UnusableTlsFileException e) {
            String words = String.valueOf(e.getMessage());
            if (!words.equals(lastError)) {
                log.atError().addKeyValue("reason", words).log("Changed certificate files cannot be used");
            }
            lastError = words;
        }
    }

    boolean isUp() {
        return open != null && open.isOpen();
    }

    /** How often a connection ended with messages perhaps underway. */
    long breaks() {
        return breaks;
    }

    CompletableFuture<@Nullable Void> write(List<byte[]> messages) {
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

    @Nullable
    String lastError() {
        return lastError;
    }

    private SyslogTransport opened() {
        if (open == null) {
            throw new IllegalStateException("not connected");
        }
        return open;
    }

    private void closeOpen() {
        if (open != null && wanted != null) {
            reportCut(open);
            open.close();
            open = null;
            metrics.certificateExpiry(null);
            log.atInfo().addKeyValue("endpoint", wanted.endpoint()).log("SIEM disconnected");
        }
    }

    private void reportCut(SyslogTransport transport) {
        long cut = transport.messagesCut();
        metrics.cut(cut - cutReported);
        cutReported = cut;
    }
}
