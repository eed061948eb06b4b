package io.bellwire.siem;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Where reading threads wait: until they may go on, or for a pause. Each wait answers false once the end has come. */
final class Gate {
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean shut;
    private long openings;
    private boolean ended;

    void shut() {
        change(() -> shut = true);
    }

    void open() {
        change(() -> {
            shut = false;
            openings++;
        });
    }

    void end() {
        change(() -> ended = true);
    }

    /** Returns at once unless the gate is shut. */
    boolean pass() throws InterruptedException {
        lock.lock();
        try {
            while (shut && !ended) {
                changed.await();
            }
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    /** How often it was opened. */
    long openings() {
        lock.lock();
        try {
            return openings;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for an opening after so many, whether the gate is shut or not. */
    boolean awaitOpening(long after) throws InterruptedException {
        lock.lock();
        try {
            while (openings == after && !ended) {
                changed.await();
            }
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    boolean pause(Duration time) throws InterruptedException {
        lock.lock();
        try {
            long nanos = time.toNanos();
            while (nanos > 0 && !ended) {
                nanos = changed.awaitNanos(nanos);
            }
            return !ended;
        } finally {
            lock.unlock();
        }
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
}
