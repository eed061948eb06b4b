package io.bellwire.benchmarks.receiver;

import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;

/**
 * What came, in a file that the receiver and whoever watches it both have in memory: watching costs neither anything. One
 * thread at a time writes.
 */
public final class Arrivals {
    private static final int DIFFERENT = 0;
    private static final int TWICE = 8;
    private static final int FIRST_NANOS = 16;
    private static final int LAST_NANOS = 24;
    private static final int DELAYS = 32; // of each number an int: microseconds, at least 1; 0 is not here

    private final ByteBuffer figures;
    private final int capacity;

    /** @param capacity numbers from 0 to below this can come */
    public Arrivals(Path file, int capacity) throws IOException {
        this.capacity = capacity;
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            figures = channel.map(MapMode.READ_WRITE, 0, DELAYS + 4L * capacity).order(ByteOrder.nativeOrder());
        }
    }

    /** Messages with different numbers. */
    public long different() {
        return get(DIFFERENT);
    }

    /** Messages whose number had come before. */
    public long twice() {
        return get(TWICE);
    }

    /** When the first octet came, by the clock of {@link System#nanoTime}; 0 as long as none has. */
    public long firstNanos() {
        return get(FIRST_NANOS);
    }

    /** When the last octets came. */
    public long lastNanos() {
        return get(LAST_NANOS);
    }

    /** Microseconds between the time in a message and its arrival, smallest first, of all that came in this range of numbers. */
    public int[] sortedDelays(int from, int to) {
        return IntStream.range(from, to)
                .map(number -> figures.getInt(DELAYS + 4 * number))
                .filter(delay -> delay > 0)
                .sorted()
                .toArray();
    }

    /** Forgets everything. */
    void clear() {
        byte[] zeros = new byte[1 << 16];
        for (int at = 0; at < figures.capacity(); at += zeros.length) {
            figures.put(at, zeros, 0, Math.min(zeros.length, figures.capacity() - at));
        }
        VarHandle.fullFence();
    }

    /** Counts a message; whoever watches sees it after {@link #readAt}. */
    void add(long number, long delayMicros) {
        if (number < 0 || number >= capacity) {
            throw new IllegalArgumentException("number " + number + " was never sent");
        }
        int at = DELAYS + 4 * (int) number;
        if (figures.getInt(at) == 0) {
            figures.putInt(at, (int) Math.max(1, Math.min(delayMicros, Integer.MAX_VALUE)));
            figures.putLong(DIFFERENT, figures.getLong(DIFFERENT) + 1);
        } else {
            figures.putLong(TWICE, figures.getLong(TWICE) + 1);
        }
    }

    void readAt(long nanos) {
        if (figures.getLong(FIRST_NANOS) == 0) {
            figures.putLong(FIRST_NANOS, nanos);
        }
        figures.putLong(LAST_NANOS, nanos);
        VarHandle.releaseFence();
    }

    private long get(int at) {
        VarHandle.acquireFence();
        return figures.getLong(at);
    }
}
