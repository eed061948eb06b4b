package io.bellwire.sender.transport;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Progress by the acknowledgements of the SIEM's kernel. What it holds unread is bounded by its receive buffer, which shows
 * in the windows that it opens: once some times the largest one is acknowledged behind an octet, that octet was read.
 */
final class AcknowledgedProgress implements PeerProgress {
    /** Linux first opens half of a buffer, and a buffer holds no more than itself: 1.91 where it was tried (docs/DELIVERY.md). */
    private static final double WINDOWS_UNREAD_MAX = 2.5;

    private static final double OPEN = 0.9;
    private static final long QUIET_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long BETWEEN_MARKS_NANOS = QUIET_NANOS / 20;
    /** Without a look for so long nobody knows whether the window stood open. */
    private static final long BETWEEN_LOOKS_NANOS = QUIET_NANOS / 4;

    private static final int UNANSWERED_MAX = 3;
    private static final long SILENT_MILLIS_MAX = Duration.ofSeconds(30).toMillis();

    private final Supplier<TcpState> kernel;
    /** What was acknowledged when, since the window stands open. */
    private final Deque<Mark> marks = new ArrayDeque<>();

    private TcpState last = new TcpState(0, true, false, 0, 0, 0);
    private long lastNanos;
    private long movedNanos;
    private long largestWindow;
    private long largestWindowPossible;
    private long taken;
    private long proven;

    private record Mark(long nanos, long acknowledged) {}

    /** @param nanos when the connection began */
    AcknowledgedProgress(Supplier<TcpState> kernel, long nanos) {
        this.kernel = kernel;
        this.lastNanos = nanos;
        this.movedNanos = nanos;
    }

    @Override
    public Reached look(long nanos) {
        TcpState now = kernel.get();
        largestWindow = Math.max(largestWindow, now.window());
        // Neither edge of a window goes back: between two looks it was never larger than this.
        largestWindowPossible =
                Math.max(largestWindowPossible, now.acknowledged() + now.window() - last.acknowledged());
        proven = Math.max(proven, now.acknowledged() - (long) (WINDOWS_UNREAD_MAX * largestWindowPossible));
        if (now.acknowledged() > last.acknowledged() || !now.waiting()) {
            movedNanos = nanos;
        }
        lookAtWindow(now, nanos);
        last = now;
        lastNanos = nanos;
        return new Reached(taken, proven, Duration.ofNanos(nanos - movedNanos));
    }

    private void lookAtWindow(TcpState now, long nanos) {
        if (now.window() < OPEN * largestWindow || nanos - lastNanos > BETWEEN_LOOKS_NANOS) {
            marks.clear();
        }
        while (!marks.isEmpty() && nanos - marks.element().nanos() >= QUIET_NANOS) {
            taken = marks.remove().acknowledged();
        }
        taken = Math.max(taken, proven);
        if (now.window() >= OPEN * largestWindow && isMarkDue(now, nanos)) {
            marks.add(new Mark(nanos, now.acknowledged()));
        }
    }

    private boolean isMarkDue(TcpState now, long nanos) {
        Mark newest = marks.peekLast();
        return newest == null
                ? now.acknowledged() > taken
                : now.acknowledged() > newest.acknowledged() && nanos - newest.nanos() >= BETWEEN_MARKS_NANOS;
    }

    @Override
    public boolean isGone() {
        return last.waiting() && last.unanswered() >= UNANSWERED_MAX && last.silentMillis() >= SILENT_MILLIS_MAX;
    }
}
