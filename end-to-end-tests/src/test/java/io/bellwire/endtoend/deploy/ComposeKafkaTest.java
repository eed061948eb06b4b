package io.bellwire.endtoend.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The Kafka of docker-compose.yml, where it differs from what Kafka does of itself. */
class ComposeKafkaTest {
    /** Records are deleted after a week, by the segment, which fills for another. */
    private static final Duration RECORDS_KEPT_MAX = Duration.ofDays(14);

    @Test
    void positionsOfGroupsAreKeptForLongerThanAnythingThatWasRead() throws Exception {
        Map<String, Object> services = Yaml.map(Yaml.file("docker-compose.yml"), "services");
        Map<String, Object> kafka = Yaml.map(Yaml.map(services, "kafka"), "environment");

        assertThat(kafka).containsKey("KAFKA_OFFSETS_RETENTION_MINUTES");
        long minutes = Integer.parseInt(String.valueOf(kafka.get("KAFKA_OFFSETS_RETENTION_MINUTES")));
        assertThat(Duration.ofMinutes(minutes)).isGreaterThan(RECORDS_KEPT_MAX.multipliedBy(10));
    }
}
