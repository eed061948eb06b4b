package io.bellwire.schemas;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** Every topic of Bellwire, with what it is called, how long it is kept and how large a record may be. */
public enum Topic {
    /** JSON alerts from outside producers. */
    ALERTS_INCOMING("alerts-incoming", keptFor(Duration.ofDays(7)), mebibytes(2)),
    /** Accepted alerts, Avro {@link Alert}. */
    ALERTS("alerts", keptFor(Duration.ofDays(7)), mebibytes(1)),
    /** Finished syslog messages, unframed. */
    SYSLOG_MESSAGES("syslog-messages", keptFor(Duration.ofDays(7)), mebibytes(1)),
    /** Avro {@link SyslogSettings}, one record a revision, in one partition and kept for ever: the log is the history. */
    SETTINGS("settings", keptForEver(), mebibytes(1)),
    /** Avro {@link InstanceStatus} heartbeats; the last one of each instance is kept. */
    INSTANCES("instances", lastOfEachKey(), mebibytes(1)),
    /** Avro {@link FormattingReceipt}, one per transaction of the formatter and partition of {@code alerts}. */
    FORMATTINGS("formattings", keptFor(Duration.ofDays(30)), mebibytes(1)),
    /** Avro {@link DeliveryReceipt}, keyed by its partition of {@code syslog-messages}. */
    DELIVERIES("deliveries", keptFor(Duration.ofDays(30)), mebibytes(1)),
    /** Avro {@link TestRequest}, keyed by its id. */
    TEST_REQUESTS("test-requests", forgottenAfter(Duration.ofHours(1)), mebibytes(1)),
    /** Avro {@link TestResult}, keyed by the id of its request. */
    TEST_RESULTS("test-results", forgottenAfter(Duration.ofHours(1)), mebibytes(1)),
    /** Records that no alert could be made of, as they came. */
    REJECTED("rejected", keptFor(Duration.ofDays(30)), mebibytes(4));

    /** Room for key, headers and the batch's own octets. */
    private static final int RECORD_OVERHEAD_BYTES = 64 << 10;

    private final String baseName;
    private final Map<String, String> retention;
    private final int recordBytesMax;

    Topic(String baseName, Map<String, String> retention, int recordBytesMax) {
        this.baseName = baseName;
        this.retention = retention;
        this.recordBytesMax = recordBytesMax;
    }

    /** The topic's name before any prefix. */
    String baseName() {
        return baseName;
    }

    /** Whether it is read as a whole and in order, so that it has one partition whatever the properties say. */
    boolean singlePartition() {
        return switch (this) {
            case SETTINGS, INSTANCES, TEST_REQUESTS, TEST_RESULTS -> true;
            default -> false;
        };
    }

    /** The topic's configuration as the broker takes it. */
    Map<String, String> configuration() {
        Map<String, String> configuration = new HashMap<>(retention);
        configuration.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        configuration.put(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(recordBytesMax + RECORD_OVERHEAD_BYTES));
        return configuration;
    }

    private static Map<String, String> keptFor(Duration time) {
        return deleteAfter(time.toMillis());
    }

    /** Also where little is written: Kafka deletes by the segment, and fills one for a week. */
    private static Map<String, String> forgottenAfter(Duration time) {
        Map<String, String> configuration = new HashMap<>(keptFor(time));
        configuration.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(time.toMillis()));
        return configuration;
    }

    private static Map<String, String> keptForEver() {
        return deleteAfter(-1);
    }

    private static Map<String, String> deleteAfter(long millis) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_BYTES_CONFIG,
                "-1",
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(millis));
    }

    /** Heartbeats come every second and are read from the beginning at each start: compact them soon. */
    private static Map<String, String> lastOfEachKey() {
        String soon = Long.toString(Duration.ofMinutes(10).toMillis());
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.SEGMENT_MS_CONFIG, soon,
                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, soon,
                TopicConfig.DELETE_RETENTION_MS_CONFIG, soon,
                TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");
    }

    private static int mebibytes(int count) {
        return count << 20;
    }
}
