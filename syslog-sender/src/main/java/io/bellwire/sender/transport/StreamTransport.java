package io.bellwire.sender.transport;

import io.bellwire.schemas.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** TCP, or TLS on top of it. Each write is one flush of a few large buffers. */
public final class StreamTransport implements SyslogTransport {
    /** The answer to a probe is what tells how wide the window of a SIEM stands to which nothing is sent. */
    private static final int KEEPALIVE_IDLE_SECONDS = 1;

    private static final int KEEPALIVE_INTERVAL_SECONDS = 5;
    private static final int KEEPALIVE_PROBES = 6;
    private static final long FIN_ACKNOWLEDGED_EVERY_MILLIS = 2;

    private final Channel channel;
    private final InetSocketAddress address;
    private final PeerWatch peer;
    private final WireOctets octets;
    private final @Nullable SslHandler tls;
    private final ProgressWatch progress;
    private final FrameWriter frames;
    private final ConnectionLimits limits;
    private final @Nullable X509Certificate certificate;
    private long written; // the network thread's

    /** Of one connection, from the kernel upwards. */
    private record Handlers(WireOctets octets, @Nullable SslHandler tls, PeerWatch peer) {
        void addTo(ChannelPipeline pipeline) {
            pipeline.addLast(octets);
            if (tls != null) {
                pipeline.addLast(tls);
            }
            pipeline.addLast(peer);
        }
    }

    private StreamTransport(
            Channel channel,
            InetSocketAddress address,
            Handlers handlers,
            FrameWriter frames,
            ConnectionLimits limits,
            @Nullable X509Certificate certificate) {
        this.channel = channel;
        this.address = address;
        this.peer = handlers.peer();
        this.octets = handlers.octets();
        this.tls = handlers.tls();
        this.progress = new ProgressWatch(channel, peer, octets, () -> written);
        this.frames = frames;
        this.limits = limits;
        this.certificate = certificate;
    }

    static StreamTransport open(
            TransportSettings to, ConnectionLimits limits, NameService names, SiemTls tls, NetworkThread network)
            throws IOException, InterruptedException {
        IOException failure = null;
        for (InetAddress host : HostAddresses.of(to.endpoint(), names)) {
            InetSocketAddress address =
                    new InetSocketAddress(host, to.endpoint().port());
            try {
                return open(to, address, limits, tls, network, () -> {});
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        throw failure == null ? new IOException(to.endpoint() + " has no address") : failure;
    }

    /**
     * Connects to this address alone and, on TLS, shakes hands. Blocks for as long as the limits allow.
     *
     * @param connected called on this thread once it is connected, before any handshake
     * @throws TlsHandshakeException when it was connected and TLS did not come about
     * @throws IOException when it could not be reached, or the files of TLS cannot be used
     */
    public static StreamTransport open(
            TransportSettings to,
            InetSocketAddress address,
            ConnectionLimits limits,
            SiemTls tls,
            NetworkThread network,
            Runnable connected)
            throws IOException, InterruptedException {
        SslHandler handler = to.transport() == Transport.TLS
                ? tls.newHandler(PooledByteBufAllocator.DEFAULT, to.endpoint(), limits)
                : null;
        Handlers handlers = new Handlers(new WireOctets(), handler, new PeerWatch());
        ChannelFuture connecting =
                bootstrap(network, limits, handlers).connect(address).await();
        Channel channel = connecting.channel();
        try {
            if (!connecting.isSuccess()) {
                throw asIo(connecting.cause());
            }
            connected.run();
            X509Certificate certificate = handler == null ? null : shakeHands(handler, handlers.peer());
            StreamTransport transport =
                    new StreamTransport(channel, address, handlers, new FrameWriter(to.framing()), limits, certificate);
            var unused = channel.eventLoop().submit(transport.progress::begin).await();
            return transport;
        } catch (IOException | InterruptedException e) {
            var unused = channel.close();
            throw e;
        }
    }

    private static Bootstrap bootstrap(NetworkThread network, ConnectionLimits limits, Handlers handlers) {
        Bootstrap bootstrap = new Bootstrap()
                .group(network.group())
                .channel(network.channelType())
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        limits.connect().toMillis())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        handlers.addTo(channel.pipeline());
                    }
                });
        if (network.isEpoll()) {
            bootstrap
                    .option(EpollChannelOption.TCP_KEEPIDLE, KEEPALIVE_IDLE_SECONDS)
                    .option(EpollChannelOption.TCP_KEEPINTVL, KEEPALIVE_INTERVAL_SECONDS)
                    .option(EpollChannelOption.TCP_KEEPCNT, KEEPALIVE_PROBES);
        }
        return bootstrap;
    }

    /** Tells the SIEM's certificate. The handler has a time limit of its own, so that this ends. */
    private static X509Certificate shakeHands(SslHandler handler, PeerWatch peer)
            throws IOException, InterruptedException {
        var handshake = handler.handshakeFuture().await();
        if (!handshake.isSuccess()) {
            throw new TlsHandshakeException(handshake.cause(), peer.failure());
        }
        return (X509Certificate) handler.engine().getSession().getPeerCertificates()[0];
    }

    @Override
    public CompletableFuture<Long> write(List<ByteBuffer> messages) {
        CompletableFuture<Long> taken = new CompletableFuture<>();
        List<ByteBuf> buffers = frames.frames(channel.alloc(), messages);
        channel.eventLoop().execute(() -> writeAndFlush(buffers, taken));
        return taken;
    }

    /** In one turn of the network thread, so that the kernel gets the buffers together. */
    private void writeAndFlush(List<ByteBuf> buffers, CompletableFuture<Long> taken) {
        int last = buffers.size() - 1;
        for (int i = 0; i < last; i++) {
            var unused = channel.write(buffers.get(i), channel.voidPromise());
        }
        ChannelFuture flushed = channel.writeAndFlush(buffers.get(last));
        // What TLS holds back in the middle of a handshake is counted once it is out; later than need be is never
        // wrong.
        long position = isEncryptedAtOnce() ? octets.count() : Long.MAX_VALUE;
        flushed.addListener(done -> {
            if (done.isSuccess()) {
                written = Math.min(position, octets.count());
                progress.look();
                taken.complete(written);
            } else {
                // The error of a socket is told once, and where a write hears of it nothing that reads will. That TLS
                // has
                // ended a write hears too; why is told to what reads.
                IOException reason = reasonOf(done.cause());
                if (reason instanceof ClosedChannelException || reason instanceof SSLException) {
                    peer.lost();
                } else {
                    peer.gone(reason);
                }
                taken.completeExceptionally(reason);
            }
        });
    }

    private boolean isEncryptedAtOnce() {
        return tls == null || tls.engine().getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
    }

    private IOException reasonOf(@Nullable Throwable cause) {
        IOException known = peer.failure();
        if (!(cause instanceof ClosedChannelException)) {
            return asIo(cause);
        }
        return known != null ? known : asIo(cause.getCause() == null ? cause : cause.getCause());
    }

    @Override
    public @Nullable String refusal(ByteBuffer message) {
        return frames.refusal(message);
    }

    @Override
    public boolean isOpen() {
        return channel.isActive();
    }

    @Override
    public @Nullable IOException failure() {
        IOException known = peer.failure();
        // A channel is closed a moment before its handlers hear of it.
        boolean ended = known == null && !channel.isActive() && !peer.isClosingOurselves();
        return ended ? new SiemClosedException("end of stream") : known;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public @Nullable X509Certificate certificate() {
        return certificate;
    }

    /** What was agreed on with the SIEM; null without TLS. */
    public @Nullable SSLSession session() {
        return tls == null ? null : tls.engine().getSession();
    }

    @Override
    public byte[] answer() {
        return peer.answer();
    }

    @Override
    public long messagesCut() {
        return 0;
    }

    /** Whether the kernel tells what the SIEM acknowledges; else progress is guessed (docs/DELIVERY.md). */
    public boolean seesAcknowledgements() {
        return progress.seesAcknowledgements();
    }

    @Override
    public Reached reached() {
        return progress.reached();
    }

    @Override
    public CompletableFuture<Boolean> finish(Duration within) {
        CompletableFuture<Boolean> proof = new CompletableFuture<>();
        channel.eventLoop().execute(() -> {
            peer.closingOurselves();
            endOurSide().addListener(done -> {
                if (!done.isSuccess()) {
                    proof.complete(false);
                }
            });
            var unused = peer.end().thenAccept(ended -> awaitFinAcknowledged(ended, proof));
        });
        return proof.completeOnTimeout(false, within.toMillis(), TimeUnit.MILLISECONDS);
    }

    private ChannelFuture endOurSide() {
        ChannelPromise ended = channel.newPromise();
        ChannelFuture last = tls == null ? channel.writeAndFlush(Unpooled.EMPTY_BUFFER) : tls.closeOutbound();
        last.addListener(flushed -> {
            if (flushed.isSuccess()) {
                var unused = ((DuplexChannel) channel).shutdownOutput(ended);
            } else {
                ended.setFailure(flushed.cause());
            }
        });
        return ended;
    }

    /**
     * A program that closes with octets unread answers with a reset, on Linux. One that closed before all of ours had come
     * is told apart by its kernel, which then does not acknowledge our FIN.
     */
    private void awaitFinAcknowledged(boolean ended, CompletableFuture<Boolean> proof) {
        if (!ended || !channel.isActive()) {
            proof.complete(false);
        } else if (!progress.seesAcknowledgements()
                || TcpState.of((EpollSocketChannel) channel).acknowledged() > octets.count()) {
            proof.complete(true);
        } else if (!proof.isDone()) {
            var unused = channel.eventLoop()
                    .schedule(
                            () -> awaitFinAcknowledged(true, proof),
                            FIN_ACKNOWLEDGED_EVERY_MILLIS,
                            TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        peer.closingOurselves();
        channel.close().awaitUninterruptibly(limits.close().toMillis(), TimeUnit.MILLISECONDS);
    }

    static IOException asIo(@Nullable Throwable cause) {
        if (cause instanceof IOException io) {
            return io;
        }
        return cause == null ? new InterruptedIOException("cancelled") : new IOException(cause.toString(), cause);
    }
}
