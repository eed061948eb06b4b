package io.bellwire.siem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** All that a fake SIEM knows of what came; written by its connections' threads, read by the test's. */
final class Recorder {
    private static final int LAST_MESSAGES_SHOWN = 5;

    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<ReceivedMessage> recorded = new ArrayList<>();
    private final List<Handshake> handshakes = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private int taken;
    private long messages;
    private long bytes;
    private long plainBytes;
    private long partialFrames;
    private int connections;

    void accepted() {
        change(() -> connections++);
    }

    void came(List<ReceivedMessage> batch, int batchMessages, int batchBytes) {
        change(() -> {
            recorded.addAll(batch);
            messages += batchMessages;
            bytes += batchBytes;
        });
    }

    void shookHands(Handshake handshake) {
        change(() -> handshakes.add(handshake));
    }

    void foundFault(String fault) {
        change(() -> faults.add(fault));
    }

    void sawPlain(int count) {
        change(() -> plainBytes += count);
    }

    void sawPartialFrame() {
        change(() -> partialFrames++);
    }

    List<ReceivedMessage> take(int count, Duration within) throws InterruptedException {
        lock.lock();
        try {
            if (!await(() -> recorded.size() - taken >= count, within)) {
                throw new AssertionError(tooFew(count, within));
            }
            return takeNext(count);
        } finally {
            lock.unlock();
        }
    }

    List<ReceivedMessage> takeAll() {
        return locked(() -> takeNext(recorded.size() - taken));
    }

    void awaitMessages(long count, Duration within) throws InterruptedException {
        awaitCount("messages", count, () -> messages, within);
    }

    void awaitConnections(long count, Duration within) throws InterruptedException {
        awaitCount("connections", count, () -> (long) connections, within);
    }

    void awaitHandshakes(long count, Duration within) throws InterruptedException {
        awaitCount("TLS handshakes", count, () -> (long) handshakes.size(), within);
    }

    List<ReceivedMessage> received() {
        return locked(() -> List.copyOf(recorded));
    }

    List<Handshake> handshakes() {
        return locked(() -> List.copyOf(handshakes));
    }

    List<String> faults() {
        return locked(() -> List.copyOf(faults));
    }

    long messages() {
        return locked(() -> messages);
    }

    long bytes() {
        return locked(() -> bytes);
    }

    long plainBytes() {
        return locked(() -> plainBytes);
    }

    long partialFrames() {
        return locked(() -> partialFrames);
    }

    int connections() {
        return locked(() -> connections);
    }

    private void awaitCount(String what, long count, Supplier<Long> now, Duration within) throws InterruptedException {
        lock.lock();
        try {
            if (!await(() -> now.get() >= count, within)) {
                throw new AssertionError("waited " + within.toMillis() + " ms for " + count + " " + what + ", "
                        + now.get() + " came" + circumstances());
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean await(BooleanSupplier condition, Duration within) throws InterruptedException {
        long nanos = within.toNanos();
        while (!condition.getAsBoolean()) {
            if (nanos <= 0) {
                return false;
            }
            nanos = changed.awaitNanos(nanos);
        }
        return true;
    }

    private List<ReceivedMessage> takeNext(int count) {
        List<ReceivedMessage> next = List.copyOf(recorded.subList(taken, taken + count));
        taken += count;
        return next;
    }

    private String tooFew(int count, Duration within) {
        StringBuilder text = new StringBuilder("waited " + within.toMillis() + " ms for " + count + " messages, "
                + (recorded.size() - taken) + " came (" + messages + " in all, " + taken + " taken before)");
        text.append(circumstances());
        text.append(recorded.isEmpty() ? "" : "; the last were:");
        recorded.subList(Math.max(0, recorded.size() - LAST_MESSAGES_SHOWN), recorded.size())
                .forEach(message -> text.append("\n  ").append(message));
        return text.toString();
    }

    private String circumstances() {
        return "; " + connections + " connections, " + partialFrames + " partial frames"
                + (handshakes.isEmpty() ? "" : ", handshakes " + handshakes)
                + (faults.isEmpty() ? "" : ", faults " + faults);
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }
}
