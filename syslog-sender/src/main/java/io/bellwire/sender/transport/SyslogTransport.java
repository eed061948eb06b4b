package io.bellwire.sender.transport;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An open way to the SIEM. It is used by one thread at a time and never mends itself: what failed is closed. */
public sealed interface SyslogTransport extends Closeable permits StreamTransport, UdpTransport {

    /**
     * Resolves the endpoint's name, connects to the first of its addresses that answers and, on TLS, shakes hands. Blocks
     * for as long as the limits allow for each address.
     *
     * @throws IOException when no address could be reached, or TLS did not come about
     */
    static SyslogTransport open(
            TransportSettings to, ConnectionLimits limits, NameService names, SiemTls tls, NetworkThread network)
            throws IOException, InterruptedException {
        return switch (to.transport()) {
            case UDP -> UdpTransport.open(to, names);
            case TCP, TLS -> StreamTransport.open(to, limits, names, tls, network);
        };
    }

    /**
     * Frames the messages, at least one and each backed by an array, and hands them to the kernel, in order and behind those of earlier calls. The result completes
     * when the kernel took the last octet, with the position behind it as {@link #reached} counts, and fails with an
     * {@link IOException} when it did not.
     */
    CompletableFuture<Long> write(List<ByteBuffer> messages);

    /** How far the SIEM had come when last looked at, which is some milliseconds ago. */
    Reached reached();

    /** Why this message, which is backed by an array, can never be carried here, in words; null when it can. */
    @Nullable
    String refusal(ByteBuffer message);

    /** False from the moment at which this side or the SIEM closed it, also while nothing is written. */
    boolean isOpen();

    /** Why it is not open any more; null while it is, and when this side closed it. */
    @Nullable
    IOException failure();

    /** The address that was connected to. */
    InetSocketAddress address();

    /** What the SIEM showed; null without TLS. */
    @Nullable
    X509Certificate certificate();

    /** The first octets that the SIEM sent back, of which syslog knows no meaning: up to 256, of UDP those of one datagram. */
    byte[] answer();

    /** Messages that were cut because no datagram holds them, since this was opened. */
    long messagesCut();

    /**
     * Ends our side behind all that was written, after which nothing can be written, and waits for the SIEM to end its
     * own. True when it did so in a way that proves that it has read everything; false when it did not, or not in time.
     */
    CompletableFuture<Boolean> finish(Duration within);

    /** Closes without a word; what the SIEM has not read may be lost. Bounded by the limits. */
    @Override
    void close();
}
