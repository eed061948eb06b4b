package io.bellwire.sender;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where the delivery loop writes what it does, for heartbeat and metrics to read. Thread-safe. */
final class StatusBoard {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile SenderStatus current = SenderStatus.STARTING; // written by the loop's thread only

    SenderStatus current() {
        return current;
    }

    /** The listener is called on the loop's thread and must be quick. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    void publish(SenderStatus now) {
        SenderStatus before = current;
        current = now;
        if (now.differsForOthers(before)) {
            listeners.forEach(Runnable::run);
        }
    }
}
