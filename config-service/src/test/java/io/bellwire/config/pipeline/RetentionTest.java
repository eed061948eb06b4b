package io.bellwire.config.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {
    @Test
    void recordsOfTheLastFifthAreNearTheirDeletion() {
        Retention retention = new Retention(60_000);

        assertThat(retention.nearBefore(1_000_000)).isEqualTo(952_000);
        assertThat(retention.dueBefore(1_000_000)).isEqualTo(940_000);
    }

    @ParameterizedTest
    @CsvSource({"1000000", "9223372036854775807"})
    void nothingIsOlderThanTheEpoch(long millis) {
        Retention retention = new Retention(millis);

        assertThat(retention.nearBefore(500)).isZero();
        assertThat(retention.dueBefore(500)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"delete,604800000", "'compact,delete',604800000", "delete,0"})
    void isWhatTheTopicSays(String policy, long millis) {
        assertThat(Retention.of(topic(policy, millis))).isEqualTo(new Retention(millis));
    }

    @ParameterizedTest
    @CsvSource({"delete,-1", "compact,604800000"})
    void isNoneWhereAgeDeletesNothing(String policy, long millis) {
        assertThat(Retention.of(topic(policy, millis))).isNull();
    }

    private static Config topic(String policy, long millis) {
        return new Config(List.of(
                new ConfigEntry("cleanup.policy", policy), new ConfigEntry("retention.ms", Long.toString(millis))));
    }
}
