package io.bellwire.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void prefixGoesBeforeTopicsAndGroups() {
        Topics topics = new Topics("soc1.", 12, null);

        assertThat(topics.name(Topic.ALERTS)).isEqualTo("soc1.alerts");
        assertThat(topics.group("bellwire-sender")).isEqualTo("soc1.bellwire-sender");
    }

    @Test
    void prefixThatKafkaWouldRefuseIsRefusedByName() {
        assertThatThrownBy(() -> new Topics("a b", 12, null)).hasMessageContaining("topic prefix 'a b'");
    }

    @Test
    void settingsHaveOnePartitionWhateverThePropertiesSay() {
        Topics topics = new Topics("", 12, (short) 3);

        assertThat(topics.newTopic(Topic.SETTINGS).numPartitions()).isEqualTo(1);
        assertThat(topics.newTopic(Topic.TEST_REQUESTS).numPartitions()).isEqualTo(1);
        assertThat(topics.newTopic(Topic.TEST_RESULTS).numPartitions()).isEqualTo(1);
        assertThat(topics.newTopic(Topic.ALERTS).numPartitions()).isEqualTo(12);
        assertThat(topics.newTopic(Topic.ALERTS).replicationFactor()).isEqualTo((short) 3);
    }

    @Test
    void settingsAreKeptForEverAndInstancesCompacted() {
        assertThat(Topic.SETTINGS.configuration()).containsEntry("retention.ms", "-1");
        assertThat(Topic.INSTANCES.configuration()).containsEntry("cleanup.policy", "compact");
        assertThat(Topic.ALERTS.configuration()).containsEntry("retention.ms", "604800000");
    }

    @Test
    void testsAreForgottenAfterAnHourThoughTheyAreFew() {
        for (Topic topic : new Topic[] {Topic.TEST_REQUESTS, Topic.TEST_RESULTS}) {
            assertThat(topic.configuration())
                    .containsEntry("cleanup.policy", "delete")
                    .containsEntry("retention.ms", "3600000")
                    .containsEntry("segment.ms", "3600000");
        }
    }
}
