package io.bellwire.endtoend;

import java.io.IOException;
import java.net.URI;

/** A running Bellwire, however it is put together: what the tests of ordinary operation need of it. */
interface Deployment extends AutoCloseable {
    /** Its API with the admin's password and the producer's token. */
    BellwireApi api() throws IOException;

    /** Of its broker, for producers and readers of topics. */
    String bootstrapServers();

    URI formatterMetrics();

    URI senderMetrics();

    @Override
    void close();
}
