package io.bellwire.endtoend.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compose signs in to a secured Kafka as the components for Kubernetes do, which SecuredKafkaIT proves. */
class ComposeOnSecuredKafkaTest {
    private static final String JAAS = "org.apache.kafka.common.security.scram.ScramLoginModule required"
            + " username=\"${KAFKA_USER:?}\" password=\"${KAFKA_PASSWORD:?}\";";
    private static final Map<String, Map<String, byte[]>> SECRETS = Map.of(
            "kafka-cluster-ca",
            Map.of("ca.crt", bytes("${KAFKA_CA_FILE:?}")),
            "bellwire-kafka-user",
            Map.of(
                    "sasl.jaas.config", bytes(JAAS),
                    "user.p12", bytes("${KAFKA_KEY_STORE_FILE:?}"),
                    "user.password", bytes("${KAFKA_KEY_STORE_PASSWORD:?}")));

    @ParameterizedTest
    @ValueSource(strings = {"kafka-sasl", "kafka-mtls"})
    void everyProgramSignsInAsTheComponentForKubernetesDoes(String name, @TempDir Path directory) throws Exception {
        KafkaAccess access = KafkaAccess.by(name, directory, SECRETS);
        Map<String, Object> services = Yaml.map(Yaml.file("deploy/compose/" + name + ".yml"), "services");
        List<Object> mounted = access.files().entrySet().stream()
                .<Object>map(file -> new String(file.getValue(), UTF_8) + ":" + file.getKey() + ":ro")
                .toList();

        assertThat(services).containsOnlyKeys("alert-ingest", "syslog-formatter", "syslog-sender", "config-service");
        for (String program : services.keySet()) {
            Map<String, Object> service = Yaml.map(services, program);
            assertThat(service).containsOnlyKeys("environment", "volumes");
            assertThat(service.get("environment")).isEqualTo(access.environment());
            assertThat(service.get("volumes")).asInstanceOf(LIST).containsExactlyInAnyOrderElementsOf(mounted);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
