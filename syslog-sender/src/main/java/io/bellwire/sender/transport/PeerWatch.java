package io.bellwire.sender.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the SIEM sends, which is nothing that syslog has a meaning for, and so learns at once when it closes the
 * connection, also while nothing is written.
 */
final class PeerWatch extends ChannelInboundHandlerAdapter {
    private volatile @Nullable IOException failure; // written by the network thread only
    private volatile boolean closingOurselves;

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
        ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslCloseCompletionEvent) {
            ended(new SiemClosedException("TLS close_notify"));
            var unused = context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
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
    }
}
