package io.bellwire.sender.transport;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Progress where the kernel tells nothing of the SIEM. What is behind the newest octets by more than our send buffer holds
 * has left for the SIEM, and on a connection that is quiet and well for a while the rest has too; proven is nothing before
 * a clean end.
 */
final class UnseenProgress implements PeerProgress {
    private static final long QUIET_NANOS = Duration.ofSeconds(5).toNanos();

    private final LongSupplier written;
    private final LongSupplier sendBufferBytes;

    private long lastWritten;
    private long writtenNanos;
    private long taken;

    /**
     * @param written the position behind all that our kernel took
     * @param nanos when the connection began
     */
    UnseenProgress(LongSupplier written, LongSupplier sendBufferBytes, long nanos) {
        this.written = written;
        this.sendBufferBytes = sendBufferBytes;
        this.writtenNanos = nanos;
    }

    @Override
    public Reached look(long nanos) {
        long now = written.getAsLong();
        if (now > lastWritten) {
            lastWritten = now;
            writtenNanos = nanos;
        }
        boolean quiet = nanos - writtenNanos >= QUIET_NANOS;
        taken = Math.max(taken, quiet ? now : now - sendBufferBytes.getAsLong());
        return new Reached(taken, 0, Duration.ZERO);
    }

    @Override
    public boolean isGone() {
        return false;
    }
}
