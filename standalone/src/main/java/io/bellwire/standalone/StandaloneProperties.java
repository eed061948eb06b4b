package io.bellwire.standalone;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is fixed at the start of the standalone; each is also an environment variable, {@code BELLWIRE_DATA_DIR} and so
 * on.
 *
 * @param dataDir holds secrets and Kafka's data; the demo uses the folder {@code demo} in it
 * @param bindAddress that the four programs listen on; the broker stays on loopback whatever this says
 * @param sensorName of the one sensor; null takes the host's name
 * @param adminPassword null makes one at the first start
 * @param adminPasswordFile a file with it instead
 * @param ingestToken null makes one at the first start
 * @param ingestTokenFile a file with it instead
 * @param viewerPassword null: no viewer
 * @param viewerPasswordFile a file with it instead
 * @param tlsCertificateFile by which all programs serve HTTPS; null: HTTP in clear
 * @param tlsPrivateKeyFile its key; given exactly when the certificate is
 * @param productVersion for alerts that bring none; null takes Bellwire's own
 * @param freeSpaceMin left on the disk of the data directory; with less the standalone does not start, and alert-ingest
 *     takes no alerts
 * @param demoReceiverPort where the demo's receiver listens, on loopback
 * @param stopWhenReady ends right after the start: the start script records so which classes a start needs
 */
@ConfigurationProperties("bellwire")
record StandaloneProperties(
        @DefaultValue("./data") Path dataDir,
        @DefaultValue("8080") int portalPort,
        @DefaultValue("8081") int ingestPort,
        @DefaultValue("8082") int formatterPort,
        @DefaultValue("8083") int senderPort,
        @DefaultValue("9092") int kafkaPort,
        @DefaultValue("127.0.0.1") String bindAddress,
        @Nullable String sensorName,
        @Nullable String adminPassword,
        @Nullable Path adminPasswordFile,
        @Nullable String ingestToken,
        @Nullable Path ingestTokenFile,
        @Nullable String viewerPassword,
        @Nullable Path viewerPasswordFile,
        @Nullable Path tlsCertificateFile,
        @Nullable Path tlsPrivateKeyFile,
        @Nullable String productVersion,
        @DefaultValue("512MB") DataSize freeSpaceMin,
        @DefaultValue("5514") int demoReceiverPort,
        @DefaultValue("false") boolean stopWhenReady) {
    StandaloneProperties {
        requirePort(portalPort, "BELLWIRE_PORTAL_PORT");
        requirePort(ingestPort, "BELLWIRE_INGEST_PORT");
        requirePort(formatterPort, "BELLWIRE_FORMATTER_PORT");
        requirePort(senderPort, "BELLWIRE_SENDER_PORT");
        requirePort(kafkaPort, LocalBroker.PORT_SETTING);
        requirePort(demoReceiverPort, "BELLWIRE_DEMO_RECEIVER_PORT");
        tlsCertificateFile = ifNamed(tlsCertificateFile);
        tlsPrivateKeyFile = ifNamed(tlsPrivateKeyFile);
        if ((tlsCertificateFile == null) != (tlsPrivateKeyFile == null)) {
            throw new IllegalArgumentException(
                    "TLS wants both BELLWIRE_TLS_CERTIFICATE_FILE and BELLWIRE_TLS_PRIVATE_KEY_FILE, or neither");
        }
    }

    /** The same, with a data directory of the demo's own. */
    StandaloneProperties forDemo() {
        return new StandaloneProperties(
                dataDir.resolve("demo"),
                portalPort,
                ingestPort,
                formatterPort,
                senderPort,
                kafkaPort,
                bindAddress,
                sensorName,
                adminPassword,
                adminPasswordFile,
                ingestToken,
                ingestTokenFile,
                viewerPassword,
                viewerPasswordFile,
                tlsCertificateFile,
                tlsPrivateKeyFile,
                productVersion,
                freeSpaceMin,
                demoReceiverPort,
                stopWhenReady);
    }

    /** An empty variable counts as none. */
    private static @Nullable Path ifNamed(@Nullable Path file) {
        return file == null || file.toString().isBlank() ? null : file;
    }

    private static void requirePort(int port, String setting) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(setting + " is " + port + ", which is not between 1 and 65535");
        }
    }
}
