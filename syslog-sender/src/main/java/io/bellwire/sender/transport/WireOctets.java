package io.bellwire.sender.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/** Counts the octets on their way to the kernel; below TLS, so that they are the ones which the SIEM's kernel acknowledges. */
final class WireOctets extends ChannelOutboundHandlerAdapter {
    private long count;

    /** Since the connection began; on the network thread. */
    long count() {
        return count;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        count += ((ByteBuf) message).readableBytes();
        var unused = context.write(message, promise);
    }
}
