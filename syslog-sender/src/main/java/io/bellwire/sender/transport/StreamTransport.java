package io.bellwire.sender.transport;

import io.bellwire.schemas.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** TCP, or TLS on top of it. Each write is one flush of a few large buffers. */
public final class StreamTransport implements SyslogTransport {
    private static final int KEEPALIVE_IDLE_SECONDS = 30;
    private static final int KEEPALIVE_INTERVAL_SECONDS = 10;
    private static final int KEEPALIVE_PROBES = 3;

    private final Channel channel;
    private final InetSocketAddress address;
    private final PeerWatch peer;
    private final FrameWriter frames;
    private final ConnectionLimits limits;
    private final @Nullable X509Certificate certificate;

    private StreamTransport(
            Channel channel,
            InetSocketAddress address,
            PeerWatch peer,
            FrameWriter frames,
            ConnectionLimits limits,
            @Nullable X509Certificate certificate) {
        this.channel = channel;
        this.address = address;
        this.peer = peer;
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
                return connect(to, address, limits, tls, network);
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

    private static StreamTransport connect(
            TransportSettings to,
            InetSocketAddress address,
            ConnectionLimits limits,
            SiemTls tls,
            NetworkThread network)
            throws IOException, InterruptedException {
        PeerWatch peer = new PeerWatch();
        SslHandler handler = to.transport() == Transport.TLS
                ? tls.newHandler(PooledByteBufAllocator.DEFAULT, to.endpoint(), limits)
                : null;
        ChannelFuture connected =
                bootstrap(network, limits, peer, handler).connect(address).await();
        Channel channel = connected.channel();
        try {
            if (!connected.isSuccess()) {
                throw asIo(connected.cause());
            }
            X509Certificate certificate = handler == null ? null : shakeHands(handler, peer);
            return new StreamTransport(channel, address, peer, new FrameWriter(to.framing()), limits, certificate);
        } catch (IOException | InterruptedException e) {
            var unused = channel.close();
            throw e;
        }
    }

    private static Bootstrap bootstrap(
            NetworkThread network, ConnectionLimits limits, PeerWatch peer, @Nullable SslHandler tls) {
        Bootstrap bootstrap = new Bootstrap()
                .group(network.group())
                .channel(network.channelType())
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        limits.connect().toMillis())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (tls != null) {
                            channel.pipeline().addLast(tls);
                        }
                        channel.pipeline().addLast(peer);
                    }
                });
        if (network.isEpoll()) {
            // TCP_USER_TIMEOUT belongs here once a slow SIEM and a dead one are told apart by TCP_INFO.
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
    public CompletableFuture<@Nullable Void> write(List<byte[]> messages) {
        CompletableFuture<@Nullable Void> written = new CompletableFuture<>();
        if (messages.isEmpty()) {
            written.complete(null);
            return written;
        }
        List<ByteBuf> buffers = frames.frames(channel.alloc(), messages);
        channel.eventLoop().execute(() -> writeAndFlush(buffers, written));
        return written;
    }

    /** In one turn of the network thread, so that the kernel gets the buffers together. */
    private void writeAndFlush(List<ByteBuf> buffers, CompletableFuture<@Nullable Void> written) {
        int last = buffers.size() - 1;
        for (int i = 0; i < last; i++) {
            var unused = channel.write(buffers.get(i), channel.voidPromise());
        }
        channel.writeAndFlush(buffers.get(last)).addListener(done -> {
            if (done.isSuccess()) {
                written.complete(null);
            } else {
                written.completeExceptionally(reasonOf(done.cause()));
            }
        });
    }

    private IOException reasonOf(@Nullable Throwable cause) {
        IOException known = peer.failure();
        return known != null && cause instanceof ClosedChannelException ? known : asIo(cause);
    }

    @Override
    public @Nullable String refusal(byte[] message) {
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

    @Override
    public long messagesCut() {
        return 0;
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
