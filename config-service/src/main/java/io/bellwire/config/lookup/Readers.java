package io.bellwire.config.lookup;

import java.util.Map;

/**
 * What one search reads with, one at a time. Not thread-safe.
 *
 * @param stretches for long stretches of a partition
 * @param points for single records here and there
 */
record Readers(PartitionReader stretches, PartitionReader points) implements AutoCloseable {
    private static final int STRETCH_BYTES = 4 << 20;
    private static final int POINT_BYTES = 256 << 10;

    static Readers open(Map<String, Object> connection, int number) {
        String name = "bellwire-config-lookup-" + number;
        PartitionReader stretches = new PartitionReader(connection, name, STRETCH_BYTES);
        try {
            return new Readers(stretches, new PartitionReader(connection, name + "-points", POINT_BYTES));
        } catch (RuntimeException e) {
            stretches.close();
            throw e;
        }
    }

    void rest() {
        stretches.rest();
        points.rest();
    }

    @Override
    public void close() {
        stretches.close();
        points.close();
    }
}
