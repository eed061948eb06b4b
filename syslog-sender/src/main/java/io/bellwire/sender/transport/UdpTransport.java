package io.bellwire.sender.transport;

import io.bellwire.cef.MessageProfile;
import io.bellwire.cef.MessageShortener;
import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One message, one datagram (RFC 5426). A plain blocking socket rather than Netty's: the kernel reports an error for the
 * datagram at hand, and only a call that waits for the answer can tell which one that was.
 */
public final class UdpTransport implements SyslogTransport {
    private static final int SEND_BUFFER_BYTES = 4 << 20;
    /** Longer than an answer to a datagram is underway: what was refused until then is sent again. */
    private static final long REFUSAL_NANOS_MAX = Duration.ofMillis(300).toNanos();

    private static final long BETWEEN_MARKS_NANOS = REFUSAL_NANOS_MAX / 10;
    private static final long LISTEN_EVERY_NANOS = REFUSAL_NANOS_MAX / 10;

    private final DatagramChannel channel;
    private final InetSocketAddress address;
    private final int datagramBytesMax;
    private final ByteBuffer datagram;
    private final ByteBuffer answer = ByteBuffer.allocate(PeerWatch.ANSWER_BYTES_MAX);
    private final Deque<Mark> marks = new ArrayDeque<>();
    private final Ticker ticker = Ticker.systemTicker();
    private final MessageShortener shortener = new MessageShortener();
    private volatile @Nullable IOException failure;
    private byte[] answered = {};
    private long messagesCut;
    private long octets;
    private long unrefused;
    private long listenedNanos = ticker.nanoTime();

    /** What was sent when. */
    private record Mark(long nanos, long octets) {}

    private UdpTransport(DatagramChannel channel, InetSocketAddress address, int datagramBytesMax) {
        this.channel = channel;
        this.address = address;
        this.datagramBytesMax = datagramBytesMax;
        this.datagram = ByteBuffer.allocateDirect(datagramBytesMax);
    }

    static UdpTransport open(TransportSettings to, NameService names) throws IOException {
        IOException failure = null;
        for (InetAddress host : HostAddresses.of(to.endpoint(), names)) {
            InetSocketAddress address =
                    new InetSocketAddress(host, to.endpoint().port());
            DatagramChannel channel = DatagramChannel.open();
            try {
                channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
                // Connected, so that the kernel tells of a host that refuses.
                channel.connect(address);
                return new UdpTransport(channel, address, to.datagramBytesMax());
            } catch (IOException e) {
                channel.close();
                failure = e;
            }
        }
        throw failure == null ? new IOException(to.endpoint() + " has no address") : failure;
    }

    @Override
    public CompletableFuture<Long> write(List<ByteBuffer> messages) {
        try {
            for (ByteBuffer message : messages) {
                byte[] whole = new byte[message.remaining()];
                message.get(message.position(), whole);
                send(whole);
                octets += whole.length;
            }
            return CompletableFuture.completedFuture(octets);
        } catch (IOException e) {
            fail(e);
            return CompletableFuture.failedFuture(e);
        }
    }

    private void send(byte[] message) throws IOException {
        int octetsMax = datagramBytesMax;
        byte[] fitting = within(message, octetsMax);
        while (!sent(fitting)) {
            if (fitting.length <= MessageProfile.DATAGRAM_BYTES_LEAST) {
                throw new IOException(
                        "a datagram of " + fitting.length + " octets is too long for the way to " + address);
            }
            octetsMax = Math.max(Math.min(octetsMax, fitting.length) / 2, MessageProfile.DATAGRAM_BYTES_LEAST);
            fitting = within(message, octetsMax);
        }
        if (fitting.length < message.length) {
            messagesCut++;
        }
    }

    /** Shortened as the encoder would have done, or, where that cannot be, cut between two characters. */
    private byte[] within(byte[] message, int octetsMax) {
        byte[] shortened = shortener.shorten(message, octetsMax);
        return shortened == null ? Arrays.copyOf(message, Utf8.lengthWithin(message, octetsMax)) : shortened;
    }

    /** False when the way to the SIEM takes no datagram of this length. */
    private boolean sent(byte[] message) throws IOException {
        datagram.clear().put(message).flip();
        try {
            channel.write(datagram);
            return true;
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            if (isTooLong(e)) {
                return false;
            }
            throw e;
        }
    }

    /** The JDK has no type of its own for EMSGSIZE. */
    private static boolean isTooLong(IOException e) {
        return e.getMessage() != null && e.getMessage().toLowerCase(Locale.ROOT).contains("message too long");
    }

    /** What nobody refused in time: more the network does not tell of a datagram. */
    @Override
    public Reached reached() {
        long now = ticker.nanoTime();
        while (!marks.isEmpty() && now - marks.element().nanos() >= REFUSAL_NANOS_MAX) {
            unrefused = marks.remove().octets();
        }
        Mark newest = marks.peekLast();
        if (octets > (newest == null ? unrefused : newest.octets())
                && (newest == null || now - newest.nanos() >= BETWEEN_MARKS_NANOS)) {
            marks.add(new Mark(now, octets));
        }
        return new Reached(unrefused, unrefused, Duration.ZERO);
    }

    @Override
    public CompletableFuture<Boolean> finish(Duration within) {
        if (channel.isOpen()) {
            listen();
        }
        return CompletableFuture.completedFuture(channel.isOpen());
    }

    @Override
    public @Nullable String refusal(ByteBuffer message) {
        return null;
    }

    @Override
    public boolean isOpen() {
        long now = ticker.nanoTime();
        if (channel.isOpen() && now - listenedNanos >= LISTEN_EVERY_NANOS) {
            listenedNanos = now;
            listen();
        }
        return channel.isOpen();
    }

    /** The kernel keeps a refusal for the next call: without this it would be noticed only by the next message. */
    private void listen() {
        try {
            channel.configureBlocking(false);
            if (channel.read(answer.clear()) > 0) {
                answered = Arrays.copyOf(answer.array(), answer.position());
            }
            channel.configureBlocking(true);
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
    public @Nullable IOException failure() {
        return failure;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public @Nullable X509Certificate certificate() {
        return null;
    }

    @Override
    public byte[] answer() {
        return answered.clone();
    }

    @Override
    public long messagesCut() {
        return messagesCut;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing of ours is left in a socket without a connection.
            failure = e;
        }
    }

    private void fail(IOException e) {
        close();
        failure = e;
    }
}
