package io.bellwire.endtoend.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.endtoend.Repository;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What KEDA is told to scale. The schema of its kinds is in no registry that this build uses, so this looks by hand at what
 * has to be right: the fields, the names, the limits, and who is not scaled.
 */
class ScaledObjectsTest {
    private static final Set<String> OF_A_KAFKA_TRIGGER = Set.of(
            "bootstrapServers",
            "consumerGroup",
            "topic",
            "lagThreshold",
            "activationLagThreshold",
            "offsetResetPolicy",
            "allowIdleConsumers",
            "scaleToZeroOnInvalidOffset",
            "excludePersistentLag",
            "limitToPartitionsWithLag",
            "partitionLimitation",
            "version",
            "sasl",
            "tls",
            "unsafeSsl");

    private static Manifests production;
    private static List<GenericKubernetesResource> scaled;

    @BeforeAll
    static void render() throws Exception {
        production = Manifests.of("deploy/kubernetes/overlays/production");
        scaled = production.custom("ScaledObject");
    }

    @Test
    void intakeAndFormatterAreScaledAndTheSenderIsNot() {
        assertThat(scaled)
                .extracting(object -> object.get("spec", "scaleTargetRef"))
                .containsExactly(Map.of("name", "alert-ingest"), Map.of("name", "syslog-formatter"));
    }

    @Test
    void nobodyElseSaysHowManyPodsThereAre() {
        for (Deployment deployment : production.deployments()) {
            boolean byKeda = scaled.stream()
                    .anyMatch(object ->
                            deployment.getMetadata().getName().equals(object.get("spec", "scaleTargetRef", "name")));
            assertThat(deployment.getSpec().getReplicas() == null).isEqualTo(byKeda);
        }
    }

    @Test
    void thereAreNeverMoreThreadsThanPartitions() throws Exception {
        for (GenericKubernetesResource object : scaled) {
            int threads = threads(propertiesOf(object.get("spec", "scaleTargetRef", "name")));
            assertThat((Integer) object.get("spec", "minReplicaCount")).isEqualTo(2);
            assertThat((Integer) object.get("spec", "maxReplicaCount")).isEqualTo(partitions() / threads);
            assertThat(trigger(object)).containsEntry("allowIdleConsumers", "false");
        }
    }

    @Test
    void lagIsAskedOfTheProgramsOwnTopicAndGroup() throws Exception {
        for (GenericKubernetesResource object : scaled) {
            String properties = propertiesOf(object.get("spec", "scaleTargetRef", "name"));
            assertThat(properties)
                    .contains("destination: ${bellwire.topic-prefix:}"
                            + trigger(object).get("topic") + "\n")
                    .contains(
                            "group: ${bellwire.topic-prefix:}" + trigger(object).get("consumerGroup") + "\n");
        }
    }

    @Test
    void kedaAsksTheSameKafkaAsTheProgramsAndSignsIn() {
        for (GenericKubernetesResource object : scaled) {
            assertThat(trigger(object))
                    .containsEntry(
                            "bootstrapServers",
                            production.environment().getData().get("SPRING_KAFKA_BOOTSTRAP_SERVERS"))
                    .containsEntry("tls", "enable")
                    .containsEntry("sasl", "scram_sha512");
            assertThat(production.custom("TriggerAuthentication"))
                    .extracting(authentication -> authentication.getMetadata().getName())
                    .containsExactly((String) object.get("spec", "triggers", 0, "authenticationRef", "name"));
        }
    }

    @Test
    void kedaKnowsEachFieldAndTakesOnlyTextOfATrigger() {
        for (GenericKubernetesResource object : scaled) {
            Map<String, Object> trigger = object.get("spec", "triggers", 0);
            assertThat(object.<Map<String, Object>>get("spec"))
                    .containsOnlyKeys("scaleTargetRef", "minReplicaCount", "maxReplicaCount", "triggers");
            assertThat(trigger)
                    .containsOnlyKeys("type", "metadata", "authenticationRef")
                    .containsEntry("type", "kafka");
            assertThat(trigger(object).keySet()).isSubsetOf(OF_A_KAFKA_TRIGGER);
            assertThat(trigger(object).values()).hasOnlyElementsOfType(String.class);
        }
    }

    private static Map<String, Object> trigger(GenericKubernetesResource object) {
        return object.get("spec", "triggers", 0, "metadata");
    }

    private static int partitions() throws IOException {
        Matcher row = Pattern.compile("\\| `BELLWIRE_TOPIC_PARTITIONS` \\| ([0-9]+) \\|")
                .matcher(Repository.text("docs/PROPERTIES.md"));
        assertThat(row.find()).isTrue();
        return Integer.parseInt(row.group(1));
    }

    /** Each is a member of the group, and a member without a partition does nothing. */
    private static int threads(String properties) {
        Matcher threads = Pattern.compile("\n *concurrency: ([0-9]+)\n").matcher(properties);
        return threads.find() ? Integer.parseInt(threads.group(1)) : 1;
    }

    private static String propertiesOf(String program) throws IOException {
        try (InputStream file = ScaledObjectsTest.class.getResourceAsStream("/" + program + ".yml")) {
            assertThat(file).as(program).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
