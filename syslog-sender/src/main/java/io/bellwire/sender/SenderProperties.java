package io.bellwire.sender;

import io.bellwire.schemas.Topics;
import io.bellwire.sender.transport.CertificateFingerprint;
import io.bellwire.sender.transport.TlsFiles;
import io.bellwire.settings.SyslogSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is fixed when a sender starts.
 *
 * @param sensorName the site for which it delivers; empty means the host's name
 * @param topicReplication null leaves it to the broker's default
 * @param siemCaFile PEM; empty means the JDK's trust store
 * @param siemCertificateSha256 fingerprint of the SIEM's certificate; then its chain and name are not asked
 * @param connectTimeout for each address of the endpoint
 * @param backoffFirst the wait after the first failure; it doubles up to {@code backoffLongest}
 * @param windowSize of messages that were sent and are not proven to be read; more wait in Kafka
 * @param windowMessages the same in messages
 * @param unprovenMax after so long a connection is ended in the clean way, which proves that all was read
 */
@ConfigurationProperties("bellwire")
record SenderProperties(
        @DefaultValue("") String sensorName,
        @DefaultValue("") String topicPrefix,
        @DefaultValue("12") int topicPartitions,
        @Nullable Short topicReplication,
        @DefaultValue("") String siemCaFile,
        @DefaultValue("") String siemCertificateFile,
        @DefaultValue("") String siemPrivateKeyFile,
        @DefaultValue("") String siemCertificateSha256,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("1s") Duration backoffFirst,
        @DefaultValue("60s") Duration backoffLongest,
        @DefaultValue("128MB") DataSize windowSize,
        @DefaultValue("1000000") int windowMessages,
        @DefaultValue("5m") Duration unprovenMax) {

    private static final DataSize WINDOW_SIZE_LEAST = DataSize.ofMegabytes(1);
    /** The quiet after which messages count as taken, and some time on top: a SIEM must not be reconnected all the time. */
    private static final Duration UNPROVEN_MAX_LEAST = Duration.ofSeconds(5);

    SenderProperties {
        if (!sensorName.isEmpty() && !SyslogSettings.isSensorName(sensorName)) {
            throw new IllegalArgumentException("bellwire.sensor-name '" + sensorName
                    + "' is not a sensor name: letters, digits, '.', '-' and '_', 128 at most");
        }
        if (connectTimeout.isNegative() || connectTimeout.isZero()) {
            throw new IllegalArgumentException("bellwire.connect-timeout " + connectTimeout + " must be above zero");
        }
        if (windowSize.toBytes() < WINDOW_SIZE_LEAST.toBytes()) {
            throw new IllegalArgumentException("bellwire.window-size " + windowSize.toBytes() + "B must be at least "
                    + WINDOW_SIZE_LEAST.toMegabytes() + "MB");
        }
        if (windowMessages < 1) {
            throw new IllegalArgumentException("bellwire.window-messages " + windowMessages + " must be above zero");
        }
        if (unprovenMax.compareTo(UNPROVEN_MAX_LEAST) < 0) {
            throw new IllegalArgumentException("bellwire.unproven-max " + unprovenMax + " must be at least "
                    + UNPROVEN_MAX_LEAST.toSeconds() + "s");
        }
        // Refused here, a wrong value is named at start in a few lines.
        var unusedTopics = new Topics(topicPrefix, topicPartitions, topicReplication);
        var unusedFiles = tlsFiles(siemCaFile, siemCertificateFile, siemPrivateKeyFile, siemCertificateSha256);
        var unusedBackoff = new Backoff(backoffFirst, backoffLongest);
    }

    /** The sensor's name; the host's where none was given. */
    String sensorOn(String hostName) {
        if (!sensorName.isEmpty()) {
            return sensorName;
        }
        if (!SyslogSettings.isSensorName(hostName)) {
            throw new IllegalArgumentException(
                    "the host name '" + hostName + "' is not a sensor name: set bellwire.sensor-name");
        }
        return hostName;
    }

    Topics topics() {
        return new Topics(topicPrefix, topicPartitions, topicReplication);
    }

    TlsFiles tlsFiles() {
        return tlsFiles(siemCaFile, siemCertificateFile, siemPrivateKeyFile, siemCertificateSha256);
    }

    Backoff backoff() {
        return new Backoff(backoffFirst, backoffLongest);
    }

    private static TlsFiles tlsFiles(String ca, String certificate, String privateKey, String pinned) {
        return new TlsFiles(path(ca), path(certificate), path(privateKey), fingerprint(pinned));
    }

    private static @Nullable CertificateFingerprint fingerprint(String text) {
        try {
            return text.isEmpty() ? null : CertificateFingerprint.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "bellwire.siem-certificate-sha256 is no fingerprint: 64 hex digits, with ':' between them or not,"
                            + " and 'sha-256:' before them or not; or 'sha-1:' and 40 of them (" + e.getMessage()
                            + ")");
        }
    }

    private static @Nullable Path path(String file) {
        return file.isEmpty() ? null : Path.of(file);
    }
}
