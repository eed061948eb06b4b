package io.bellwire.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is fixed when the program starts.
 *
 * @param topicPrefix before the names of topics, for clusters that others share
 * @param topicPartitions of topics that are created here and are not read as a whole
 * @param topicReplication copies of topics that are created here; null leaves it to the broker
 * @param adminPassword of the user {@code admin}; goes before the file
 * @param adminPasswordFile holds it instead; one of the two is required
 * @param viewerPassword of the user {@code viewer}; without it and the file there is no such user
 * @param viewerPasswordFile holds it instead
 */
@ConfigurationProperties("bellwire")
public record ConfigProperties(
        @DefaultValue("") String topicPrefix,
        @DefaultValue("12") int topicPartitions,
        @Nullable Short topicReplication,
        @Nullable String adminPassword,
        @Nullable Path adminPasswordFile,
        @Nullable String viewerPassword,
        @Nullable Path viewerPasswordFile) {
    /** Without the passwords. */
    @Override
    public String toString() {
        return "ConfigProperties[topicPrefix=" + topicPrefix + ", topicPartitions=" + topicPartitions
                + ", topicReplication=" + topicReplication + ", adminPasswordFile=" + adminPasswordFile
                + ", viewerPasswordFile=" + viewerPasswordFile + "]";
    }
}
