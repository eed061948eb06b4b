package io.bellwire.ingest;

import java.util.concurrent.atomic.AtomicLong;

/** How many octets of requests are in memory at this moment, and the most that may be. Thread-safe. */
final class BytesInFlight {
    private final long bytesMax;
    private final AtomicLong bytes = new AtomicLong();

    BytesInFlight(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** A share that grows as its request is read, and is given back as a whole when the request is answered. */
    Share share() {
        return new Share();
    }

    long bytes() {
        return bytes.get();
    }

    /** Used by one request's thread. */
    final class Share implements AutoCloseable {
        private long held;

        private Share() {}

        /** @throws RefusedException when that would be too much for all requests together */
        void add(long more) {
            held += more;
            if (bytes.addAndGet(more) > bytesMax) {
                throw RefusedException.busy();
            }
        }

        @Override
        public void close() {
            bytes.addAndGet(-held);
            held = 0;
        }
    }
}
