package io.bellwire.endtoend.progress;

import io.bellwire.sender.transport.Reached;
import io.bellwire.sender.transport.SyslogTransport;
import java.util.concurrent.locks.LockSupport;

/**
 * Compares what the sender believes with what the receiver's program has read, some thousand times a second: first the
 * claim, then the count. A claim that only a read can make true which is underway is judged once that read is over; where
 * none ends within 50 ms none was to be had.
 */
final class ClaimWatch implements AutoCloseable {
    private static final long EVERY_NANOS = 300_000;
    private static final long READ_NANOS_MAX = 50_000_000;

    private final SyslogTransport transport;
    private final ReadCounter counter;
    private final Thread thread = new Thread(this::watch, "claims");
    private volatile boolean over;
    // The thread's, until it has ended.
    private long looks;
    private long overClaims;
    private long overBy;
    private long lagMax;
    private long marginMin = Long.MAX_VALUE;
    private long takenAhead;

    /**
     * What came out.
     *
     * @param overBy the largest over-claim, in octets
     * @param lagMax the most that was read and not yet known as proven
     * @param marginMin the least that was read beyond what was claimed as proven, once anything was
     * @param takenAhead the most that was taken to be read and was not
     */
    record Findings(long looks, long overClaims, long overBy, long lagMax, long marginMin, long takenAhead) {}

    ClaimWatch(SyslogTransport transport, ReadCounter counter) {
        this.transport = transport;
        this.counter = counter;
        thread.start();
    }

    /** Ends the watch. */
    Findings findings() throws InterruptedException {
        close();
        thread.join();
        return new Findings(looks, overClaims, overBy, lagMax, marginMin, takenAhead);
    }

    @Override
    public void close() {
        over = true;
    }

    private void watch() {
        while (!over) {
            look();
            LockSupport.parkNanos(EVERY_NANOS);
        }
    }

    private void look() {
        Reached claimed = transport.reached();
        long calls = counter.calls();
        long read = counter.read();
        looks++;
        if (claimed.proven() > read) {
            read = readWhenCallIsOver(calls, claimed.proven());
        }
        if (claimed.proven() > read) {
            overClaims++;
            overBy = Math.max(overBy, claimed.proven() - read);
        }
        lagMax = Math.max(lagMax, read - claimed.proven());
        if (claimed.proven() > 0) {
            marginMin = Math.min(marginMin, read - claimed.proven());
        }
        takenAhead = Math.max(takenAhead, claimed.taken() - counter.limit());
    }

    private long readWhenCallIsOver(long calls, long claimed) {
        long giveUpAt = System.nanoTime() + READ_NANOS_MAX;
        while (claimed <= counter.limit() && counter.calls() == calls && System.nanoTime() < giveUpAt) {
            Thread.onSpinWait();
        }
        return counter.read();
    }
}
