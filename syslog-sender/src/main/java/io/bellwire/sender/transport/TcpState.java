package io.bellwire.sender.transport;

import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.RawUnixChannelOption;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What Linux knows of a TCP connection, from {@code struct tcp_info} of {@code <linux/tcp.h>}: Netty's own reading of it
 * leaves out the fields that tell how far the peer has come.
 *
 * @param acknowledged octets that the peer's kernel has, since the connection began; one more once it has our FIN
 * @param scaled whether both sides agreed to scale windows (RFC 7323); without it a window tells nothing of a large buffer
 * @param waiting whether anything of ours is not acknowledged, sent or not
 * @param window octets that the peer said it would take; renewed by its acknowledgements only
 * @param unanswered retransmissions, and probes of a closed window or of an idle connection, since the peer last answered
 * @param silentMillis since the peer's last acknowledgement of anything
 */
record TcpState(long acknowledged, boolean scaled, boolean waiting, long window, int unanswered, long silentMillis) {
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_INFO = 11;
    private static final int RETRANSMITS = 2;
    private static final int PROBES = 3;
    private static final int OPTIONS = 5;
    private static final int OPTION_SCALED = 4;
    private static final int UNACKED = 24;
    private static final int LAST_ACK_RECV = 56;
    private static final int BYTES_ACKED = 120;
    private static final int NOTSENT_BYTES = 144;
    private static final int SND_WND = 228;
    private static final int LENGTH = 232;

    private static final RawUnixChannelOption OPTION =
            new RawUnixChannelOption("TCP_INFO", IPPROTO_TCP, TCP_INFO, LENGTH);

    /** Of a connection as it is now; on the network thread, since it is the socket's. */
    static TcpState of(EpollSocketChannel channel) {
        ByteBuffer struct = channel.config().getOption(OPTION).order(ByteOrder.nativeOrder());
        boolean waiting = struct.getInt(UNACKED) != 0 || struct.getInt(NOTSENT_BYTES) != 0;
        return new TcpState(
                struct.getLong(BYTES_ACKED) - 1, // our SYN is counted too
                (struct.get(OPTIONS) & OPTION_SCALED) != 0,
                waiting,
                Integer.toUnsignedLong(struct.getInt(SND_WND)),
                Byte.toUnsignedInt(struct.get(RETRANSMITS)) + Byte.toUnsignedInt(struct.get(PROBES)),
                Integer.toUnsignedLong(struct.getInt(LAST_ACK_RECV)));
    }

    /** Whether it can be gone by: a kernel that is too old (before 5.4) leaves the last fields out. */
    boolean isUsable() {
        return window > 0 && scaled;
    }
}
