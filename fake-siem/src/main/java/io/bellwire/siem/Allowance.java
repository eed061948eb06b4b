package io.bellwire.siem;

/** How much of one connection is read before its behaviour acts. Not thread-safe. */
final class Allowance {
    private final int bytesPerRead;
    private long messagesLeft;
    private long bytesLeft;

    Allowance(Behaviour behaviour) {
        bytesPerRead = behaviour.bytesPerRead();
        messagesLeft = behaviour.afterMessages();
        bytesLeft = behaviour.afterBytes();
    }

    /**
     * So few octets that no more messages than are left to read can end in them, since a frame is at least two octets: what
     * lies behind the last of them stays in the kernel, unread, and is nobody's loss but the sender's to notice. (With TLS the
     * rest of one record, 16 KiB at most, has left the kernel too.)
     */
    int nextReadBytesMax() {
        long few = bytesPerRead;
        if (messagesLeft > 0) {
            few = Math.min(few, 2 * messagesLeft - 1);
        }
        if (bytesLeft > 0) {
            few = Math.min(few, bytesLeft);
        }
        return (int) few;
    }

    /** True once: when this was the last that was to be read before the behaviour acts. */
    boolean isUsedUpBy(int messages, int bytes) {
        boolean limited = isLimited();
        messagesLeft -= Math.min(messagesLeft, messages);
        bytesLeft -= Math.min(bytesLeft, bytes);
        return limited && !isLimited();
    }

    private boolean isLimited() {
        return messagesLeft > 0 || bytesLeft > 0;
    }
}
