package io.bellwire.schemas;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** Every topic of Bellwire, with what it is called, how long it is kept and how large a record may be. */
public enum Topic {
    /** JSON alerts from outside producers. */
    ALERTS_INCOMING("alerts-incoming", Duration.ofDays(7), Size.TWO_MIB),
    /** Accepted alerts, Avro {@link Alert}. */
    ALERTS("alerts", Duration.ofDays(7), Size.ONE_MIB),
    /** Finished syslog messages, unframed. */
    SYSLOG_MESSAGES("syslog-messages", Duration.ofDays(7), Size.ONE_MIB),
    /** Avro {@link SyslogSettings}, one record a revision, in one partition and kept for ever: the log is the history. */
    SETTINGS("settings", Kept.FOR_EVER, Size.ONE_MIB),
    /** Avro {@link InstanceStatus} heartbeats; the last one of each instance is kept. */
    INSTANCES("instances", Kept.COMPACTED, Size.ONE_MIB),
    /** Records that no alert could be made of, as they came. */
    REJECTED("rejected", Duration.ofDays(30), Size.FOUR_MIB);

    private final String baseName;
    private final Duration kept;
    private final int recordBytesMax;

    Topic(String baseName, Duration kept, int recordBytesMax) {
        this.baseName = baseName;
        this.kept = kept;
        this.recordBytesMax = recordBytesMax;
    }

    /** The topic's name before any prefix. */
    String baseName() {
        return baseName;
    }

    /** Whether its order matters as a whole, so that it has one partition whatever the properties say. */
    boolean singlePartition() {
        return this == SETTINGS || this == INSTANCES;
    }

    /** The topic's configuration as the broker takes it. */
    Map<String, String> configuration() {
        Map<String, String> configuration = new HashMap<>();
        configuration.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        configuration.put(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(recordBytesMax + Size.RECORD_OVERHEAD));
        if (kept.equals(Kept.COMPACTED)) {
            configuration.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        } else {
            configuration.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
            configuration.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
            configuration.put(
                    TopicConfig.RETENTION_MS_CONFIG,
                    kept.equals(Kept.FOR_EVER) ? "-1" : Long.toString(kept.toMillis()));
        }
        return configuration;
    }

    private static final class Kept {
        static final Duration FOR_EVER = Duration.ofMillis(-1);
        static final Duration COMPACTED = Duration.ofMillis(-2);
    }

    private static final class Size {
        static final int ONE_MIB = 1 << 20;
        static final int TWO_MIB = 2 << 20;
        static final int FOUR_MIB = 4 << 20;
        /** Room for key, headers and the batch's own octets. */
        static final int RECORD_OVERHEAD = 64 << 10;
    }
}
