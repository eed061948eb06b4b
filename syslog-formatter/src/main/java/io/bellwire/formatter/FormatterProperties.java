package io.bellwire.formatter;

import io.bellwire.schemas.Topics;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is fixed when the formatter starts.
 *
 * @param topicPrefix before every topic, group and transactional id
 * @param topicPartitions of topics that the formatter creates
 * @param topicReplication of topics that the formatter creates; without it the broker's default
 * @param hostName of this machine; with the port it tells this process from its neighbours
 */
@ConfigurationProperties("bellwire")
record FormatterProperties(
        @DefaultValue("") String topicPrefix,
        @DefaultValue("12") int topicPartitions,
        @Nullable Short topicReplication,
        @DefaultValue("localhost") String hostName) {
    Topics topics() {
        return new Topics(topicPrefix, topicPartitions, topicReplication);
    }
}
