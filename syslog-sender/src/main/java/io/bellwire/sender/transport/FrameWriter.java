package io.bellwire.sender.transport;

import io.bellwire.schemas.Framing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns messages into the octets of a stream (RFC 6587 section 3.4): each with its length and a space before it, so that
 * it may contain line feeds, or with a line feed behind it. Gathers many in one buffer. Thread-safe.
 */
public final class FrameWriter {
    /** Larger than any record of the topic; keeps a frame's length within seven digits. */
    static final int MESSAGE_BYTES_MAX = 2 << 20;

    private static final int BUFFER_BYTES = 256 << 10;
    private static final int FRAME_OVERHEAD_MAX = 8;
    private static final byte LINE_FEED = '\n';
    private static final VarHandle EIGHT_OCTETS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long LINE_FEEDS = 0x0A0A0A0A0A0A0A0AL;
    private static final long LOWEST_BITS = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;

    private final Framing framing;

    public FrameWriter(Framing framing) {
        this.framing = framing;
    }

    /** Why the message, which is backed by an array, cannot be framed, in words; null when it can. */
    public @Nullable String refusal(ByteBuffer message) {
        if (message.remaining() > MESSAGE_BYTES_MAX) {
            return "message of " + message.remaining() + " octets is longer than " + MESSAGE_BYTES_MAX;
        }
        if (framing == Framing.LINE_FEED && containsLineFeed(message)) {
            // Written, it would end the message early and forge a second one.
            return "message contains a line feed, which the framing line-feed cannot carry";
        }
        return null;
    }

    /** The octets that these messages are on the wire, copied: for looking at them, as tests and previews do. */
    public byte[] octets(List<byte[]> messages) {
        List<ByteBuf> frames = frames(
                UnpooledByteBufAllocator.DEFAULT,
                messages.stream().map(ByteBuffer::wrap).toList());
        ByteBuf all = Unpooled.wrappedBuffer(frames.toArray(ByteBuf[]::new));
        try {
            return ByteBufUtil.getBytes(all);
        } finally {
            all.release();
        }
    }

    /** The frames in order, in few large buffers; the caller releases them. */
    List<ByteBuf> frames(ByteBufAllocator allocator, List<ByteBuffer> messages) {
        long left = 0;
        for (ByteBuffer message : messages) {
            left += message.remaining() + FRAME_OVERHEAD_MAX;
        }
        List<ByteBuf> buffers = new ArrayList<>((int) (left / BUFFER_BYTES) + 1);
        ByteBuf buffer = null;
        for (ByteBuffer message : messages) {
            int need = message.remaining() + FRAME_OVERHEAD_MAX;
            if (buffer == null || buffer.writableBytes() < need) {
                buffer = allocator.directBuffer((int) Math.max(need, Math.min(left, BUFFER_BYTES)));
                buffers.add(buffer);
            }
            append(buffer, message);
            left -= need;
        }
        return buffers;
    }

    private void append(ByteBuf buffer, ByteBuffer message) {
        switch (framing) {
            case OCTET_COUNTING -> {
                appendDecimal(buffer, message.remaining());
                buffer.writeByte(' ');
                buffer.writeBytes(message.array(), start(message), message.remaining());
            }
            case LINE_FEED -> {
                buffer.writeBytes(message.array(), start(message), message.remaining());
                buffer.writeByte(LINE_FEED);
            }
        }
    }

    /** Of the message in its array. */
    private static int start(ByteBuffer message) {
        return message.arrayOffset() + message.position();
    }

    private static void appendDecimal(ByteBuf buffer, int number) {
        int power = 1;
        while (number / power >= 10) {
            power *= 10;
        }
        for (; power > 0; power /= 10) {
            buffer.writeByte('0' + number / power % 10);
        }
    }

    /** Eight octets at a time: every message passes here, and one octet at a time would cost a tenth of a core. */
    private static boolean containsLineFeed(ByteBuffer message) {
        byte[] octets = message.array();
        int at = start(message);
        int end = at + message.remaining();
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long eight = (long) EIGHT_OCTETS.get(octets, at) ^ LINE_FEEDS;
            if (((eight - LOWEST_BITS) & ~eight & HIGHEST_BITS) != 0) {
                return true;
            }
        }
        for (; at < end; at++) {
            if (octets[at] == LINE_FEED) {
                return true;
            }
        }
        return false;
    }
}
