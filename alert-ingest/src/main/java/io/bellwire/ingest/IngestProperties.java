package io.bellwire.ingest;

import io.bellwire.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is fixed at start.
 *
 * @param ingestToken what producers without a name show; this or one of the files must be given
 * @param ingestTokenFile holds that token; one line end behind it is not part of it
 * @param ingestTokensFile holds names, tokens and rates, see {@link IngestToken#named}
 * @param ingestRateMax alerts per second of each token that has no rate of its own; 0 is any number
 * @param productVersion of the CEF header, for alerts that bring none; 1 to 31 octets
 * @param hostName of this machine; with the port it tells this process from its neighbours
 * @param topicPrefix before every topic, group and transactional id
 * @param topicPartitions of topics that are created here
 * @param topicReplication of topics that are created here; null leaves it to the broker
 * @param ingestBytesInFlightMax octets of all requests in memory at a time; beyond, requests are answered 503
 * @param freeSpaceDir a folder on the disk that Kafka writes to, when that disk is here; null: it is not watched
 * @param freeSpaceMin what has to be free on that disk; with less, requests are answered 503
 */
@ConfigurationProperties("bellwire")
record IngestProperties(
        @Nullable String ingestToken,
        @Nullable Path ingestTokenFile,
        @Nullable Path ingestTokensFile,
        @DefaultValue("0") long ingestRateMax,
        String productVersion,
        @DefaultValue("localhost") String hostName,
        @DefaultValue("") String topicPrefix,
        @DefaultValue("12") int topicPartitions,
        @Nullable Short topicReplication,
        @DefaultValue("64MB") DataSize ingestBytesInFlightMax,
        @Nullable Path freeSpaceDir,
        @DefaultValue("512MB") DataSize freeSpaceMin) {
    private static final int PRODUCT_VERSION_OCTETS_MAX = 31;

    IngestProperties {
        // A variable that is there and empty is how Compose passes on one that is not set.
        ingestTokenFile = givenOrNull(ingestTokenFile);
        ingestTokensFile = givenOrNull(ingestTokensFile);
        freeSpaceDir = givenOrNull(freeSpaceDir);
        if ((ingestToken == null || ingestToken.isBlank()) && ingestTokenFile == null && ingestTokensFile == null) {
            throw new IllegalArgumentException("BELLWIRE_INGEST_TOKEN or BELLWIRE_INGEST_TOKEN_FILE must be set:"
                    + " producers of alerts show this token; or BELLWIRE_INGEST_TOKENS_FILE, with a token for each");
        }
        if (ingestRateMax < 0 || ingestRateMax > IngestToken.ALERTS_PER_SECOND_MAX) {
            throw new IllegalArgumentException("BELLWIRE_INGEST_RATE_MAX '" + ingestRateMax
                    + "' must be a number of alerts per second from 1 to " + IngestToken.ALERTS_PER_SECOND_MAX
                    + ", or 0 for any number");
        }
        int octets = productVersion.getBytes(StandardCharsets.UTF_8).length;
        if (productVersion.isBlank() || octets > PRODUCT_VERSION_OCTETS_MAX) {
            throw new IllegalArgumentException("BELLWIRE_PRODUCT_VERSION '" + productVersion + "' must be 1 to "
                    + PRODUCT_VERSION_OCTETS_MAX + " octets");
        }
    }

    Topics topics() {
        return new Topics(topicPrefix, topicPartitions, topicReplication);
    }

    private static @Nullable Path givenOrNull(@Nullable Path path) {
        return path == null || path.toString().isEmpty() ? null : path;
    }

    /** Does not show the token. */
    @Override
    public String toString() {
        return "IngestProperties[ingestTokensFile=" + ingestTokensFile + ", ingestRateMax=" + ingestRateMax
                + ", productVersion=" + productVersion + ", topics=" + topics()
                + ", ingestBytesInFlightMax=" + ingestBytesInFlightMax + ", freeSpaceDir=" + freeSpaceDir
                + ", freeSpaceMin=" + freeSpaceMin + "]";
    }
}
