package io.bellwire.sender;

import io.bellwire.sender.transport.SyslogTransport;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to reach the SIEM on a thread of its own, since name service and handshake may block for seconds while the
 * loop has to stay in its consumer group and look for new settings.
 */
final class ConnectAttempt {
    private final CompletableFuture<SyslogTransport> result = new CompletableFuture<>();
    private final Thread thread;

    /** Opens a transport; blocks. */
    @FunctionalInterface
    interface Opening {
        SyslogTransport open() throws IOException, InterruptedException;
    }

    ConnectAttempt(Opening opening) {
        this.thread = new Thread(() -> run(opening), "siem-connect");
        thread.setDaemon(true);
        thread.start();
    }

    boolean isDone() {
        return result.isDone();
    }

    /** The open transport; null while the attempt goes on. */
    @Nullable
    SyslogTransport result() throws IOException {
        try {
            return result.getNow(null);
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    /** Nobody waits for it any more: whatever it opens is closed again. */
    void abandon() {
        thread.interrupt();
        var unused = result.thenAccept(SyslogTransport::close);
    }

    private void run(Opening opening) {
        try {
            result.complete(opening.open());
        } catch (IOException | RuntimeException e) {
            result.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result.completeExceptionally(e);
        }
    }
}
