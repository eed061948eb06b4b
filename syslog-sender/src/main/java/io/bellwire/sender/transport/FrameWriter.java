package io.bellwire.sender.transport;

import io.bellwire.schemas.Framing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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

    /** Why the message cannot be framed, in words; null when it can. */
    public @Nullable String refusal(byte[] message) {
        if (message.length > MESSAGE_BYTES_MAX) {
            return "message of " + message.length + " octets is longer than " + MESSAGE_BYTES_MAX;
        }
        if (framing == Framing.LINE_FEED && containsLineFeed(message)) {
            // Written, it would end the message early and forge a second one.
            return "message contains a line feed, which the framing line-feed cannot carry";
        }
        return null;
    }

    /** The octets that these messages are on the wire, copied: for looking at them, as tests and previews do. */
    public byte[] octets(List<byte[]> messages) {
        ByteBuf all = Unpooled.wrappedBuffer(
                frames(UnpooledByteBufAllocator.DEFAULT, messages).toArray(ByteBuf[]::new));
        try {
            return ByteBufUtil.getBytes(all);
        } finally {
            all.release();
        }
    }

    /** The frames in order, in few large buffers; the caller releases them. */
    List<ByteBuf> frames(ByteBufAllocator allocator, List<byte[]> messages) {
        long left = 0;
        for (byte[] message : messages) {
            left += message.length + FRAME_OVERHEAD_MAX;
        }
        List<ByteBuf> buffers = new ArrayList<>((int) (left / BUFFER_BYTES) + 1);
        ByteBuf buffer = null;
        for (byte[] message : messages) {
            int need = message.length + FRAME_OVERHEAD_MAX;
            if (buffer == null || buffer.writableBytes() < need) {
                buffer = allocator.directBuffer((int) Math.max(need, Math.min(left, BUFFER_BYTES)));
                buffers.add(buffer);
            }
            append(buffer, message);
            left -= need;
        }
        return buffers;
    }

    private void append(ByteBuf buffer, byte[] message) {
        switch (framing) {
            case OCTET_COUNTING -> {
                appendDecimal(buffer, message.length);
                buffer.writeByte(' ');
                buffer.writeBytes(message);
            }
            case LINE_FEED -> {
                buffer.writeBytes(message);
                buffer.writeByte(LINE_FEED);
            }
        }
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
    private static boolean containsLineFeed(byte[] message) {
        int at = 0;
        for (; at + Long.BYTES <= message.length; at += Long.BYTES) {
            long octets = (long) EIGHT_OCTETS.get(message, at) ^ LINE_FEEDS;
            if (((octets - LOWEST_BITS) & ~octets & HIGHEST_BITS) != 0) {
                return true;
            }
        }
        for (; at < message.length; at++) {
            if (message[at] == LINE_FEED) {
                return true;
            }
        }
        return false;
    }
}
