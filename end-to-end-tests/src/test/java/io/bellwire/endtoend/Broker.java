package io.bellwire.endtoend;

/** A Kafka that does not belong to the standalone. */
interface Broker extends AutoCloseable {
    String bootstrapServers();

    @Override
    void close();
}
