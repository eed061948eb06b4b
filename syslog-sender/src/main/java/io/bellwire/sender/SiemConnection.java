package io.bellwire.sender;

import io.bellwire.sender.transport.AddressOrder;
import io.bellwire.sender.transport.ConnectionFailure;
import io.bellwire.sender.transport.ConnectionLimits;
import io.bellwire.sender.transport.NameService;
import io.bellwire.sender.transport.NetworkThread;
import io.bellwire.sender.transport.Reached;
import io.bellwire.sender.transport.SiemSilentException;
import io.bellwire.sender.transport.SiemTls;
import io.bellwire.sender.transport.StreamTransport;
import io.bellwire.sender.transport.SyslogTransport;
import io.bellwire.sender.transport.TransportSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one connection to the SIEM: opens it, notices when it breaks, and opens it again after a while, without end. Used
 * by the delivery loop's thread only.
 */
final class SiemConnection {
    private final ConnectionLimits limits;
    private final AddressOrder addresses;
    private final Renewals renewals;
    private final NetworkThread network;
    private final ReconnectTimer timer;
    private final SenderMetrics metrics;
    private final Clock clock;
    private final ConnectionLog connectionLog;

    private @Nullable TransportSettings wanted;
    private @Nullable ConnectAttempt attempt;
    private @Nullable SyslogTransport open;
    private @Nullable CompletableFuture<Boolean> ending;
    private CompletableFuture<Long> lastWritten = CompletableFuture.completedFuture(0L);
    private long breaks;
    private long connections;
    private boolean allRead;
    private long unansweredEnds;
    private long cutReported;
    private boolean unsteady;
    private boolean isRoutine;

    SiemConnection(
            ConnectionLimits limits,
            NameService names,
            TlsRenewal tls,
            NetworkThread network,
            Backoff backoff,
            SenderMetrics metrics,
            Clock clock,
            LongSupplier nanoTime) {
        this.limits = limits;
        this.addresses = new AddressOrder(names);
        this.renewals = new Renewals(tls, names, nanoTime);
        this.clock = clock;
        this.connectionLog = new ConnectionLog(clock);
        this.network = network;
        this.timer = new ReconnectTimer(backoff, nanoTime);
        this.metrics = metrics;
    }

    /** Leads there from now on, or nowhere when null; what leads elsewhere should be finished before. */
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
        isRoutine = false;
        allRead = false;
        unansweredEnds = 0;
        unsteady = false;
        connectionLog.reset();
        timer.reset();
    }

    /** Does what is due: takes an attempt's result, begins the next, notices a break. Blocks for a moment at most. */
    void look() {
        TransportSettings to = wanted;
        if (to == null) {
            return;
        }
        if (open != null && ending != null) {
            lookAtEnding(ending);
        } else if (open != null) {
            lookAtOpen(open, to);
        } else if (attempt != null) {
            lookAtAttempt(attempt, to);
        } else if (timer.isDue()) {
            SiemTls tls = renewals.tlsFor(to);
            attempt = new ConnectAttempt(() -> SyslogTransport.open(to, limits, addresses, tls, network));
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
        String reason = renewals.reason(to, transport);
        if (reason != null) {
            renew(reason);
        }
    }

    private void lookAtEnding(CompletableFuture<Boolean> running) {
        if (running.isDone()) {
            // One that broke meanwhile says nothing of how this SIEM ends connections.
            if (!running.join() && open != null && open.isOpen()) {
                unansweredEnds++;
            }
            ended(running.join());
        }
    }

    private void ended(boolean proof) {
        if (proof) {
            closeOpen();
            allRead = true;
            timer.reset();
        } else {
            broke(new SiemSilentException("the SIEM did not end the connection when it was asked to"));
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
        connections++;
        lastWritten = CompletableFuture.completedFuture(0L);
        allRead = false;
        cutReported = 0;
        timer.connected();
        connectionLog.presented(transport.certificate());
        if (transport instanceof StreamTransport stream && !stream.seesAcknowledgements()) {
            connectionLog.blind();
        }
        if (isRoutine) {
            isRoutine = false;
        } else if (!unsteady) {
            recovered(transport, to);
        }
    }

    private void recovered(SyslogTransport transport, TransportSettings to) {
        unsteady = false;
        connectionLog.recovered(to, transport);
    }

    /** The transport failed; all that is not proven has to be sent again. Does nothing when that is known already. */
    void broke(IOException cause) {
        TransportSettings to = wanted;
        if (open == null || to == null) {
            return;
        }
        IOException reason = open.failure();
        // What breaks so soon is not well again when the next connect succeeds: it may accept and close for hours.
        unsteady = !timer.isStable();
        addresses.failed(open.address().getAddress());
        closeOpen();
        breaks++;
        failed(reason == null ? cause : reason, to);
    }

    private void failed(IOException cause, TransportSettings to) {
        isRoutine = false;
        timer.failed();
        metrics.connectionFailed();
        ConnectionFailure failure = ConnectionFailure.explain(cause, to.endpoint());
        connectionLog.failed(to, failure, cause);
    }

    /** How often this SIEM did not answer when a connection to it was ended in the clean way. */
    long unansweredEnds() {
        return unansweredEnds;
    }

    /** Ends the connection in the clean way, during which it is not up, and opens it anew. */
    private void renew(String reason) {
        if (open != null && ending == null) {
            connectionLog.renewing(reason);
            ending = open.finish(limits.finish());
        }
    }

    /** The same for the proof alone: of that nobody need hear unless it fails. */
    void prove() {
        if (open != null && ending == null) {
            isRoutine = true;
            ending = open.finish(limits.prove());
        }
    }

    /** Ends the connection in the clean way and waits for it; one that does not prove that all was read is a break. */
    void finish(Duration within) {
        if (open == null) {
            return;
        }
        CompletableFuture<Boolean> proof = ending == null ? open.finish(within) : ending;
        try {
            ended(proof.get(within.toMillis() + 1, TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            ended(false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended(false);
        }
    }

    /** Nobody follows any more how far the SIEM comes with this connection. */
    void giveUp() {
        if (open != null) {
            broke(new IOException("given up"));
        }
    }

    /** How far the SIEM has come with what was written to the present connection, or to one that has just ended in order. */
    Reached reached() {
        if (allRead) {
            return Reached.ALL;
        }
        return open == null ? Reached.NOTHING : open.reached();
    }

    /** Number of the present connection, from 1. */
    long connections() {
        return connections;
    }

    /** Whether something can be written. */
    boolean isUp() {
        return ending == null && open != null && open.isOpen();
    }

    /** Whether the SIEM is there, also while the connection is ended and opened anew to prove that all was read. */
    boolean isConnected() {
        return open == null ? isRoutine : open.isOpen();
    }

    /** Whether it is just being ended or opened, which mostly takes milliseconds. */
    boolean isChanging() {
        return ending != null || attempt != null;
    }

    /** How often a connection ended with messages perhaps underway. */
    long breaks() {
        return breaks;
    }

    /** The position behind them once the kernel took them; of none, that behind what was written last. */
    CompletableFuture<Long> write(List<ByteBuffer> messages) {
        if (!messages.isEmpty()) {
            lastWritten = opened().write(messages);
        }
        return lastWritten;
    }

    @Nullable
    String refusal(ByteBuffer message) {
        return opened().refusal(message);
    }

    /** Where it leads at present. */
    TransportSettings leadsTo() {
        if (wanted == null) {
            throw new IllegalStateException("nowhere to send");
        }
        return wanted;
    }

    /** How it stands, in words; null when it shall lead nowhere. */
    @Nullable
    String inWords() {
        if (wanted == null) {
            return null;
        }
        if (isConnected()) {
            return ConnectionWords.connected(wanted, reached().stalled(), clock.instant());
        }
        return (attempt == null ? "waiting to connect to " : "connecting to ") + wanted;
    }

    /** In the operator's words; null from when it recovered. Of certificate files that are refused it tells too. */
    @Nullable
    String lastError() {
        String failure = connectionLog.lastError();
        return failure == null && wanted != null ? renewals.fault(wanted) : failure;
    }

    /** What is known of it. */
    ConnectionLog log() {
        return connectionLog;
    }

    private SyslogTransport opened() {
        if (open == null) {
            throw new IllegalStateException("not connected");
        }
        return open;
    }

    private void closeOpen() {
        ending = null;
        if (open != null) {
            reportCut(open);
            open.close();
            open = null;
        }
    }

    private void reportCut(SyslogTransport transport) {
        long cut = transport.messagesCut();
        metrics.cut(cut - cutReported);
        cutReported = cut;
    }
}
