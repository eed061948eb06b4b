package io.bellwire.sender.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the SIEM sends, which is nothing that syslog has a meaning for, and so learns at once when it closes the
 * connection, also while nothing is written. Keeps the beginning of it for people to look at.
 */
final class PeerWatch extends ChannelInboundHandlerAdapter {
    static final int ANSWER_BYTES_MAX = 256;

    private volatile byte[] answer = {}; // never changed, only replaced; by the network thread only
    private volatile @Nullable IOException failure; // written by the network thread only
    private volatile boolean closingOurselves;
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();

    @Nullable
    IOException failure() {
        return failure;
    }

    /** What ends the connection from now on is not the SIEM's doing. */
    void closingOurselves() {
        closingOurselves = true;
    }

    boolean isClosingOurselves() {
        return closingOurselves;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        // Left unread it would make our own close a reset, which may take messages on their way with it.
        try {
            if (message instanceof ByteBuf octets) {
                keep(octets);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void keep(ByteBuf octets) {
        byte[] before = answer;
        int more = Math.min(octets.readableBytes(), ANSWER_BYTES_MAX - before.length);
        if (more > 0) {
            byte[] longer = Arrays.copyOf(before, before.length + more);
            octets.readBytes(longer, before.length, more);
            answer = longer;
        }
    }

    /** The first octets that the SIEM sent. */
    byte[] answer() {
        return answer.clone();
    }

    /** True once the SIEM ended its side in the ordinary way, after we had ended ours; false when it broke instead. */
    CompletableFuture<Boolean> end() {
        return end;
    }

    /** The SIEM answers no more, or what was written did not get out. */
    void gone(IOException reason) {
        ended(reason);
    }

    /** The same where the reason is still to come: an end in order proves nothing any more. */
    void lost() {
        end.complete(false);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslCloseCompletionEvent && !closingOurselves) {
            ended(new SiemClosedException("TLS close_notify"));
            var unused = context.close();
        } else if (event instanceof ChannelInputShutdownEvent && closingOurselves) {
            end.complete(true);
        } else if (event instanceof ChannelInputShutdownEvent) {
            ended(new SiemClosedException("end of stream"));
            var unused = context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (closingOurselves && cause instanceof SSLException) {
            return; // how the SIEM says goodbye in TLS does not matter: what counts is the end of the stream below
        }
        ended(StreamTransport.asIo(cause));
        var unused = context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ended(new SiemClosedException("end of stream"));
    }

    private void ended(IOException reason) {
        if (failure == null && !closingOurselves) {
            failure = reason;
        }
        end.complete(false);
    }
}
