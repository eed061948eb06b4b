package io.bellwire.endtoend.progress;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How many octets of one connection a receiver's program has read, in memory that it shares with whoever checks. One read
 * takes from the kernel before the program can count: while it is underway, between {@link #read} and {@link #limit}.
 */
final class ReadCounter {
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int READ = 0;
    private static final int LIMIT = Long.BYTES;
    private static final int CALLS = 2 * Long.BYTES;
    private static final int LENGTH = 3 * Long.BYTES;

    private final ByteBuffer memory;

    private ReadCounter(ByteBuffer memory) {
        this.memory = memory;
    }

    static ReadCounter in(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new ReadCounter(channel.map(FileChannel.MapMode.READ_WRITE, 0, LENGTH));
        }
    }

    /** Octets that calls which are over have read. */
    long read() {
        return (long) LONGS.getVolatile(memory, READ);
    }

    /** No more than this can have been read yet, the call that is underway included. */
    long limit() {
        return (long) LONGS.getVolatile(memory, LIMIT);
    }

    /** Calls that are over. */
    long calls() {
        return (long) LONGS.getVolatile(memory, CALLS);
    }

    void reset() {
        LONGS.setVolatile(memory, READ, 0L);
        LONGS.setVolatile(memory, LIMIT, 0L);
        LONGS.setVolatile(memory, CALLS, 0L);
    }

    /** A call begins that reads no more than so many octets. */
    void begin(int octetsMax) {
        LONGS.setVolatile(memory, LIMIT, read() + octetsMax);
    }

    /** It is over, and what it has read is not yet looked at. */
    void end(int octets) {
        long read = read() + octets;
        LONGS.setVolatile(memory, READ, read);
        LONGS.setVolatile(memory, LIMIT, read);
        LONGS.setVolatile(memory, CALLS, calls() + 1);
    }
}
