package io.bellwire.endtoend.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.endtoend.Repository;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The Kafka of Strimzi's that the production overlay looks for. The schema of Strimzi's kinds is in no registry that this
 * build uses, so this looks by hand at what has to be right: names, addresses, the way to sign in, and the rights.
 */
class StrimziExampleTest {
    private static final String EXAMPLES = "deploy/kubernetes/examples/";

    @Test
    void theUserMayDoWhatTheDocsSayAndNothingElse() throws Exception {
        GenericKubernetesResource user = only(Manifests.of(EXAMPLES + "strimzi"), "KafkaUser");
        Set<RightsTable.Right> allowed = new HashSet<>();
        List<Map<String, Object>> rules = user.get("spec", "authorization", "acls");
        for (Map<String, Object> rule : rules) {
            Map<String, Object> resource = Yaml.map(rule, "resource");
            ResourceType type = ResourceType.fromString(constant(String.valueOf(resource.get("type"))));
            assertThat(resource)
                    .containsOnlyKeys("type", "name", "patternType")
                    .containsEntry("patternType", type == ResourceType.TRANSACTIONAL_ID ? "prefix" : "literal");
            for (Object operation : (List<?>) rule.get("operations")) {
                allowed.add(new RightsTable.Right(
                        type,
                        String.valueOf(resource.get("name")),
                        AclOperation.fromString(constant(String.valueOf(operation)))));
            }
        }

        assertThat(allowed).isEqualTo(RightsTable.ofTheDocs().ofAll());
    }

    @ParameterizedTest
    @CsvSource({"strimzi, scram-sha-512, kafka-sasl, sasl.jaas.config", "strimzi-mtls, tls, kafka-mtls, user.password"})
    void theListenerAndTheUserAreThoseOfTheComponent(
            String example, String authentication, String component, String key) throws Exception {
        Manifests manifests = Manifests.of(EXAMPLES + example);
        GenericKubernetesResource kafka = only(manifests, "Kafka");
        GenericKubernetesResource user = only(manifests, "KafkaUser");

        assertThat(kafka.<Map<String, Object>>get("spec", "kafka", "listeners", 0))
                .containsEntry("tls", true)
                .containsEntry("authentication", Map.of("type", authentication));
        assertThat(kafka.<List<?>>get("spec", "kafka", "listeners")).hasSize(1);
        assertThat(kafka.<Map<String, Object>>get("spec", "kafka", "authorization"))
                .isEqualTo(Map.of("type", "simple"));
        assertThat(user.<Map<String, Object>>get("spec", "authentication")).isEqualTo(Map.of("type", authentication));
        assertThat(Repository.text("deploy/kubernetes/components/" + component + "/kustomization.yaml"))
                .contains("{name: " + user.getMetadata().getName() + ", key: " + key + "}");
    }

    @Test
    void theProductionOverlayFindsIt() throws Exception {
        Manifests manifests = Manifests.of(EXAMPLES + "strimzi");
        GenericKubernetesResource kafka = only(manifests, "Kafka");
        String name = kafka.getMetadata().getName();

        assertThat(Manifests.of("deploy/kubernetes/overlays/production")
                        .environment()
                        .getData())
                .containsEntry(
                        "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                        name + "-kafka-bootstrap." + kafka.getMetadata().getNamespace() + ":"
                                + kafka.get("spec", "kafka", "listeners", 0, "port"));
        for (String kind : List.of("KafkaUser", "KafkaNodePool")) {
            assertThat(only(manifests, kind).getMetadata().getLabels()).containsEntry("strimzi.io/cluster", name);
        }
    }

    private static GenericKubernetesResource only(Manifests manifests, String kind) {
        assertThat(manifests.objects())
                .allMatch(object -> object.getApiVersion().equals("kafka.strimzi.io/v1"));
        List<GenericKubernetesResource> found = manifests.custom(kind);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** DescribeConfigs and transactionalId as Kafka's constants have them. */
    private static String constant(String word) {
        return word.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }
}
