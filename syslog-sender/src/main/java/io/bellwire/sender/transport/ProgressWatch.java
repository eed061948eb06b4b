package io.bellwire.sender.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Looks at a connection's progress for as long as it is open, on the network thread, and lets any thread know. */
final class ProgressWatch {
    private static final Duration EVERY = Duration.ofMillis(20);
    /** While nothing is underway it need not know so soon. */
    private static final int IDLE_TURNS = 12;

    private static final Duration SILENT_MAX = Duration.ofSeconds(30);

    private final Channel channel;
    private final PeerWatch peer;
    private final WireOctets octets;
    private final Ticker ticker = Ticker.systemTicker();

    private volatile Reached reached = Reached.NOTHING; // written by the network thread only
    // The network thread's only.
    private PeerProgress progress;
    private int turns;

    /** @param written the position behind all that our kernel took; for where the kernel tells nothing more */
    ProgressWatch(Channel channel, PeerWatch peer, WireOctets octets, LongSupplier written) {
        this.channel = channel;
        this.peer = peer;
        this.octets = octets;
        this.progress = new UnseenProgress(written, () -> sendBufferBytes(channel), ticker.nanoTime());
    }

    /** Whether it goes by what the kernel tells; once it has begun. */
    boolean seesAcknowledgements() {
        return progress instanceof AcknowledgedProgress;
    }

    /** On the network thread. */
    void begin() {
        if (channel instanceof EpollSocketChannel epoll
                && channel.isActive()
                && TcpState.of(epoll).isUsable()) {
            progress = new AcknowledgedProgress(() -> TcpState.of(epoll), ticker.nanoTime());
        }
        look();
        scheduleNext();
    }

    Reached reached() {
        return reached;
    }

    /** On the network thread; after each write too, so that a window which opens wide for a moment is not missed. */
    void look() {
        if (!channel.isActive()) {
            return;
        }
        reached = progress.look(ticker.nanoTime());
        if (progress.isGone()) {
            peer.gone(new SiemSilentException("no answer to what was sent for " + SILENT_MAX.toSeconds() + " s"));
            var unused = channel.close();
        }
    }

    private void scheduleNext() {
        var unused = channel.eventLoop().schedule(this::turn, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void turn() {
        if (!channel.isActive()) {
            return;
        }
        if (++turns >= IDLE_TURNS || reached.taken() < octets.count()) {
            turns = 0;
            look();
        }
        scheduleNext();
    }

    private static long sendBufferBytes(Channel channel) {
        Integer bytes = channel.config().getOption(ChannelOption.SO_SNDBUF);
        return bytes == null ? Integer.MAX_VALUE : bytes;
    }
}
