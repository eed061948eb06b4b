package io.bellwire.sender.transport;

import io.bellwire.settings.SiemEndpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks now and then, on a thread of its own since an answer may take seconds, whether the SIEM's name still leads to the
 * address in use. Its methods are for one thread.
 */
public final class NameWatch {
    private static final long EVERY_NANOS = Duration.ofSeconds(30).toNanos();
    /** One may come from a name server that is behind the others. */
    private static final int ANSWERS_WITHOUT_IT = 2;

    private final NameService names;
    private final LongSupplier nanoTime;

    private @Nullable CompletableFuture<List<InetAddress>> asked;
    private @Nullable InetAddress watched;
    private long askedAtNanos;
    private int without;

    public NameWatch(NameService names, LongSupplier nanoTime) {
        this.names = names;
        this.nanoTime = nanoTime;
    }

    /** True once the name has not held this address for two answers; never of an endpoint that is an address. Never blocks. */
    public boolean isMoved(SiemEndpoint endpoint, InetAddress used) {
        if (endpoint.isAddress()) {
            return false;
        }
        if (!used.equals(watched)) {
            watched = used;
            without = 0;
            asked = null;
            askedAtNanos = nanoTime.getAsLong();
        }
        if (asked != null && asked.isDone()) {
            List<InetAddress> known = asked.join();
            asked = null;
            // No answer says nothing: a connection that works is better than none.
            without = known.isEmpty() || known.contains(used) ? 0 : without + 1;
        }
        if (asked == null && nanoTime.getAsLong() - askedAtNanos >= EVERY_NANOS) {
            askedAtNanos = nanoTime.getAsLong();
            asked = ask(HostAddresses.asciiName(endpoint));
        }
        if (without < ANSWERS_WITHOUT_IT) {
            return false;
        }
        without = 0; // said once: a look-up for the next connection may still find it
        return true;
    }

    /** Whether a question is not answered yet. */
    boolean isAsking() {
        return asked != null && !asked.isDone();
    }

    private CompletableFuture<List<InetAddress>> ask(String name) {
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> answer.complete(addressesOf(name)), "siem-name");
        thread.setDaemon(true);
        thread.start();
        return answer;
    }

    private List<InetAddress> addressesOf(String name) {
        try {
            return List.of(names.addressesOf(name));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}
