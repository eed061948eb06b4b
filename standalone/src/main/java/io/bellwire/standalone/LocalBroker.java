package io.bellwire.standalone;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real single-node Kafka (KRaft) in this JVM, with its data on disk; the first start formats it, later ones go on. It
 * listens on 127.0.0.1 only, since it asks nobody who he is.
 */
public final class LocalBroker implements AutoCloseable {
    static final String PORT_SETTING = "BELLWIRE_KAFKA_PORT";

    private final KafkaRaftServer server;
    private final DataDirectory directory;
    private final int port;

    private LocalBroker(KafkaRaftServer server, DataDirectory directory, int port) {
        this.server = server;
        this.directory = directory;
        this.port = port;
    }

    /**
     * Starts the broker and returns when it takes requests.
     *
     * @param dataDirectory made if missing; Kafka's files are in its folder {@code kafka}
     * @param port of 127.0.0.1 to listen on; 0 takes any free one
     * @throws StartupException when the port is taken, or the directory is in use or cannot be written
     */
    public static LocalBroker start(Path dataDirectory, int port) {
        return start(DataDirectory.open(dataDirectory), port);
    }

    /** As above; closing the broker closes the directory too. */
    static LocalBroker start(DataDirectory directory, int port) {
        try {
            FreePorts.demand(BrokerSettings.LOOPBACK, port, PORT_SETTING);
            int listenPort = port == 0 ? FreePorts.anyOnLoopback() : port;
            return new LocalBroker(startServer(directory.folder("kafka"), listenPort), directory, listenPort);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** What Kafka clients call {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return BrokerSettings.LOOPBACK + ":" + port;
    }

    /** Stops the broker cleanly: everything is on disk, and the next start need not recover. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        directory.close();
    }

    // Scala code throws checked exceptions that it does not declare.
    private static KafkaRaftServer startServer(Path logDirectory, int port) {
        try {
            if (!Files.exists(logDirectory.resolve("meta.properties"))) {
                format(logDirectory);
            }
            KafkaRaftServer server = new KafkaRaftServer(
                    new KafkaConfig(BrokerSettings.of(logDirectory, port, FreePorts.anyOnLoopback()), false),
                    Time.SYSTEM);
            server.startup();
            return server;
        } catch (Exception e) {
            throw new StartupException(
                    "the Kafka broker did not start on its data in " + logDirectory + ": " + StartupException.reason(e),
                    e);
        }
    }

    /** What {@code kafka-storage.sh format} does. */
    private static void format(Path logDirectory) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(BrokerSettings.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .addDirectory(logDirectory.toString())
                .setMetadataLogDirectory(logDirectory.toString())
                .run();
    }
}
