package io.bellwire.endtoend.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kubernetes would take every manifest: no field that it does not know, no value of another type. Prometheus' own kinds
 * are checked alike. KEDA's are in no registry that this build uses: ScaledObjectsTest looks at what matters in them.
 */
class KubernetesTypesTest {
    private static final KubernetesSerialization TYPES = new KubernetesSerialization();

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/small", "overlays/production"})
    void everyFieldIsKnownAndOfItsType(String folder) throws Exception {
        check(Manifests.of("deploy/kubernetes/" + folder));
    }

    @Test
    void everyFieldOfEveryComponentIsKnownAndOfItsType(@TempDir Path directory) throws Exception {
        check(Manifests.ofAllComponents(directory));
    }

    @Test
    void everyFieldOfTheOtherWayToSignInIsKnownAndOfItsType(@TempDir Path directory) throws Exception {
        check(Manifests.ofComponents(directory, "kafka-mtls"));
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsFound() {
        HasMetadata pod = TYPES.unmarshal("""
                apiVersion: v1
                kind: Pod
                spec:
                  containers:
                    - name: program
                      securityContext: {readOnly: true}
                """);
        assertThat(UnknownFields.of(pod)).isEqualTo(List.of("readOnly"));
    }

    private static void check(Manifests manifests) {
        for (int index = 0; index < manifests.objects().size(); index++) {
            HasMetadata object = manifests.objects().get(index);
            if (object instanceof GenericKubernetesResource) {
                assertThat(object.getApiVersion()).isEqualTo("keda.sh/v1alpha1");
            } else {
                assertThat(UnknownFields.of(object)).as("%s", object).isEmpty();
                assertThat(Yaml.text(TYPES.asYaml(object)))
                        .isEqualTo(Yaml.text(manifests.documents().get(index)));
            }
        }
    }
}
