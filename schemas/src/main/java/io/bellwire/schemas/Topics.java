package io.bellwire.schemas;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/**
 * Where this installation's topics, groups and transactional ids live in a Kafka cluster that others may share.
 *
 * @param prefix goes before every topic, group and transactional id; up to 100 letters, digits, {@code . _ -}, or empty
 * @param partitions of each topic that is not read as a whole; 1 to 10,000
 * @param replication copies of each topic; null leaves it to the broker's default
 */
public record Topics(
        String prefix, int partitions, @Nullable Short replication) {
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{0,100}");

    public Topics {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "topic prefix '" + prefix + "' may hold only letters, digits, '.', '_' and '-', 100 at most");
        }
        if (partitions < 1 || partitions > 10_000) {
            throw new IllegalArgumentException("topic partitions " + partitions + " is not between 1 and 10000");
        }
        if (replication != null && replication < 1) {
            throw new IllegalArgumentException("topic replication " + replication + " is not at least 1");
        }
    }

    /** The full name of a topic in this cluster. */
    public String name(Topic topic) {
        return prefix + topic.baseName();
    }

    /** The full name of a consumer group or the beginning of a transactional id, such as {@code bellwire-sender}. */
    public String group(String baseName) {
        return prefix + baseName;
    }

    /** What to ask the broker for when the topic is missing. */
    NewTopic newTopic(Topic topic) {
        return new NewTopic(
                        name(topic),
                        Optional.of(topic.singlePartition() ? 1 : partitions),
                        Optional.ofNullable(replication))
                .configs(topic.configuration());
    }
}
