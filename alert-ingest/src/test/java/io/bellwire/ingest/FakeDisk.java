package io.bellwire.ingest;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.unit.DataSize;

/** Kafka's disk as the intake sees it, with as much room as a test says. */
final class FakeDisk implements BeanPostProcessor {
    private static final DataSize MIN = DataSize.ofMegabytes(1);

    private volatile long usableBytes = Long.MAX_VALUE;

    void nearlyFull() {
        usableBytes = MIN.toBytes() - 1;
    }

    void justEnough() {
        usableBytes = MIN.toBytes();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof FreeSpace ? new FreeSpace(() -> usableBytes, MIN) : bean;
    }
}
