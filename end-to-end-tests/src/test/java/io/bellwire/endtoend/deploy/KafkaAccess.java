package io.bellwire.endtoend.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How a program reaches Kafka and signs in, as a component of deploy/kubernetes has it once the secrets are there.
 *
 * @param environment variables that begin with SPRING_KAFKA, without Kafka's address
 * @param files what is mounted, by path
 */
public record KafkaAccess(Map<String, String> environment, Map<String, byte[]> files) {
    private static final String ADDRESS = "SPRING_KAFKA_BOOTSTRAP_SERVERS";

    /**
     * @param directory an empty one, to render the component in
     * @param secrets by their names, what they hold by key
     */
    public static KafkaAccess by(String component, Path directory, Map<String, Map<String, byte[]>> secrets)
            throws IOException, InterruptedException {
        Set<KafkaAccess> ofEachProgram = new HashSet<>();
        for (Deployment deployment :
                Manifests.ofComponents(directory, component).deployments()) {
            PodSpec pod = deployment.getSpec().getTemplate().getSpec();
            Container container = pod.getContainers().get(0);
            ofEachProgram.add(new KafkaAccess(environment(container, secrets), files(pod, container, secrets)));
        }
        assertThat(ofEachProgram).as("every program alike").hasSize(1);
        return ofEachProgram.iterator().next();
    }

    private static Map<String, String> environment(Container container, Map<String, Map<String, byte[]>> secrets) {
        Map<String, String> environment = new HashMap<>();
        for (EnvVar variable : container.getEnv()) {
            if (variable.getName().startsWith("SPRING_KAFKA_")
                    && !variable.getName().equals(ADDRESS)) {
                environment.put(variable.getName(), value(variable, secrets));
            }
        }
        return environment;
    }

    private static String value(EnvVar variable, Map<String, Map<String, byte[]>> secrets) {
        if (variable.getValueFrom() == null) {
            return variable.getValue();
        }
        SecretKeySelector key = variable.getValueFrom().getSecretKeyRef();
        return new String(secrets.get(key.getName()).get(key.getKey()), UTF_8);
    }

    private static Map<String, byte[]> files(
            PodSpec pod, Container container, Map<String, Map<String, byte[]>> secrets) {
        Map<String, byte[]> files = new HashMap<>();
        for (Volume volume : pod.getVolumes()) {
            if (volume.getSecret() == null
                    || !secrets.containsKey(volume.getSecret().getSecretName())) {
                continue;
            }
            String mountPath = container.getVolumeMounts().stream()
                    .filter(mount -> mount.getName().equals(volume.getName()))
                    .map(VolumeMount::getMountPath)
                    .findFirst()
                    .orElseThrow();
            for (KeyToPath item : volume.getSecret().getItems()) {
                files.put(
                        mountPath + "/" + item.getPath(),
                        secrets.get(volume.getSecret().getSecretName()).get(item.getKey()));
            }
        }
        return files;
    }
}
