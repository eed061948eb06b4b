package io.bellwire.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * Keeps alerts out while the disk that Kafka writes to is nearly full: Kafka halts when it is full, and with it the JVM
 * that it may share. Thread-safe.
 */
final class FreeSpace {
    private static final Logger log = LoggerFactory.getLogger(FreeSpace.class);

    /** Asks the file system, which takes microseconds. */
    @FunctionalInterface
    interface UsableBytes {
        long now() throws IOException;
    }

    private final UsableBytes usable;
    private final DataSize min;
    private final AtomicBoolean low = new AtomicBoolean();
    private final AtomicBoolean unknown = new AtomicBoolean();

    FreeSpace(UsableBytes usable, DataSize min) {
        this.usable = usable;
        this.min = min;
    }

    /**
     * Watches the disk on which a folder lies.
     *
     * @param folder null when Kafka's disk is not here
     * @throws IllegalArgumentException when there is no such folder
     */
    static FreeSpace on(@Nullable Path folder, DataSize min) {
        if (folder == null) {
            return new FreeSpace(() -> Long.MAX_VALUE, min);
        }
        try {
            return new FreeSpace(Files.getFileStore(folder)::getUsableSpace, min);
        } catch (IOException e) {
            throw new IllegalArgumentException("BELLWIRE_FREE_SPACE_DIR: " + folder + " cannot be looked at", e);
        }
    }

    /** @throws RefusedException when less is free than has to be */
    void check() {
        long bytes = usableBytes();
        boolean nowLow = bytes < min.toBytes();
        if (low.compareAndSet(!nowLow, nowLow)) {
            report(bytes, nowLow);
        }
        if (nowLow) {
            throw RefusedException.diskNearlyFull();
        }
    }

    private long usableBytes() {
        try {
            long bytes = usable.now();
            unknown.set(false);
            return bytes;
        } catch (IOException e) {
            // Kafka itself will say so if it cannot write.
            if (unknown.compareAndSet(false, true)) {
                log.warn("Free space on Kafka's disk cannot be read and is taken for enough", e);
            }
            return Long.MAX_VALUE;
        }
    }

    private void report(long bytes, boolean nowLow) {
        if (nowLow) {
            log.atError()
                    .addKeyValue("freeBytes", bytes)
                    .addKeyValue("freeBytesMin", min.toBytes())
                    .log("Kafka's disk is nearly full, alerts are refused");
        } else {
            log.atInfo().addKeyValue("freeBytes", bytes).log("Kafka's disk has room again");
        }
    }
}
