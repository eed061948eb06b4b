package io.bellwire.endtoend.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.endtoend.Repository;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.Endpoint;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pod may do as little as it can, in every overlay and with every component. */
class PodPoliciesTest {
    private static final List<Manifests> ALL = new ArrayList<>();

    @BeforeAll
    static void render(@TempDir Path directory) throws Exception {
        ALL.add(Manifests.of("deploy/kubernetes/base"));
        ALL.add(Manifests.of("deploy/kubernetes/overlays/small"));
        ALL.add(Manifests.of("deploy/kubernetes/overlays/production"));
        ALL.add(Manifests.ofAllComponents(directory));
        ALL.add(Manifests.ofComponents(Files.createDirectory(directory.resolve("kafka-mtls")), "kafka-mtls"));
    }

    static Stream<Manifests> manifests() {
        return ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void nothingElseMakesPodsOrHoldsSecrets(Manifests manifests) {
        assertThat(manifests.objects())
                .extracting(HasMetadata::getKind)
                .isSubsetOf(
                        "ServiceAccount",
                        "ConfigMap",
                        "Deployment",
                        "Service",
                        "PodDisruptionBudget",
                        "NetworkPolicy",
                        "ServiceMonitor",
                        "PrometheusRule",
                        "ScaledObject",
                        "TriggerAuthentication");
        assertThat(manifests.all(Secret.class)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void podsAreNobodyInParticular(Manifests manifests) {
        for (Deployment deployment : manifests.deployments()) {
            PodSpec pod = pod(deployment);
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
            assertThat(pod.getSecurityContext().getRunAsGroup()).isPositive();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(List.of(pod.getInitContainers(), pod.getEphemeralContainers()))
                    .allMatch(List::isEmpty);
            assertThat(pod.getHostNetwork()).isNull();
            assertThat(pod.getHostPID()).isNull();
            assertThat(pod.getHostIPC()).isNull();
            assertThat(pod.getVolumes()).allMatch(volume -> volume.getHostPath() == null);
        }
        assertThat(manifests.all(ServiceAccount.class)).allMatch(account -> !account.getAutomountServiceAccountToken());
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void containersMayNeitherWriteNorRise(Manifests manifests) {
        for (Deployment deployment : manifests.deployments()) {
            SecurityContext security = container(deployment).getSecurityContext();
            assertThat(security.getReadOnlyRootFilesystem()).isTrue();
            assertThat(security.getAllowPrivilegeEscalation()).isFalse();
            assertThat(security.getPrivileged()).isNull();
            assertThat(security.getRunAsUser()).isNull();
            assertThat(security.getSeccompProfile()).isNull();
            assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
            assertThat(security.getCapabilities().getAdd()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void containersAreBoundedAndWatched(Manifests manifests) {
        for (Deployment deployment : manifests.deployments()) {
            Container container = container(deployment);
            assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
            assertThat(container.getResources().getLimits()).containsOnlyKeys("memory");
            assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/liveness");
            assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/liveness");
            assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/readiness");
            assertThat(container.getImage()).matches(".*[a-z]:[0-9][0-9.]*");
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void podsAreFoundSpreadAndTakenAwayOneByOne(Manifests manifests) {
        for (Deployment deployment : manifests.deployments()) {
            Map<String, String> labels = labels(deployment);
            assertThat(manifests.all(Service.class))
                    .filteredOn(service -> matches(service.getSpec().getSelector(), labels))
                    .singleElement()
                    .satisfies(service -> assertThat(service.getSpec().getPorts())
                            .extracting(port -> port.getTargetPort())
                            .containsExactly(new IntOrString("http")));
            assertThat(manifests.all(PodDisruptionBudget.class))
                    .filteredOn(budget -> matches(budget.getSpec().getSelector().getMatchLabels(), labels))
                    .singleElement()
                    .satisfies(budget ->
                            assertThat(budget.getSpec().getMaxUnavailable()).isEqualTo(new IntOrString(1)));
            assertThat(pod(deployment).getTopologySpreadConstraints())
                    .allMatch(spread -> matches(spread.getLabelSelector().getMatchLabels(), labels))
                    .extracting(spread -> spread.getTopologyKey())
                    .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void onlyTheSenderMayReachAnythingButNamesAndKafka(Manifests manifests) {
        for (Deployment deployment : manifests.deployments()) {
            Map<String, String> labels = labels(deployment);
            List<NetworkPolicy> policies = manifests.all(NetworkPolicy.class).stream()
                    .filter(policy -> policy.getSpec()
                            .getPodSelector()
                            .getMatchExpressions()
                            .isEmpty())
                    .filter(policy -> matches(policy.getSpec().getPodSelector().getMatchLabels(), labels))
                    .toList();
            assertThat(policies)
                    .as("what is not allowed is forbidden")
                    .anyMatch(policy -> policy.getSpec().getPolicyTypes().equals(List.of("Ingress", "Egress"))
                            && policy.getSpec().getIngress().isEmpty()
                            && policy.getSpec().getEgress().isEmpty());
            boolean anyPort = policies.stream()
                    .flatMap(policy -> policy.getSpec().getEgress().stream())
                    .anyMatch(rule -> rule.getPorts().isEmpty());
            assertThat(anyPort)
                    .isEqualTo("syslog-sender".equals(deployment.getMetadata().getName()));
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void whoAsksForHealthAndMetricsSpeaksAsTheProgramsDo(Manifests manifests) {
        Set<Boolean> overTls = new HashSet<>();
        for (Deployment deployment : manifests.deployments()) {
            Container container = container(deployment);
            boolean tls = container.getEnv().stream()
                    .anyMatch(variable -> "BELLWIRE_TLS_CERTIFICATE_FILE".equals(variable.getName()));
            overTls.add(tls);
            assertThat(Stream.of(
                            container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe()))
                    .extracting(probe -> probe.getHttpGet().getScheme())
                    .containsOnly(tls ? "HTTPS" : null);
        }
        assertThat(overTls).hasSize(1);
        for (ServiceMonitor monitor : manifests.all(ServiceMonitor.class)) {
            assertThat(monitor.getSpec().getEndpoints())
                    .extracting(Endpoint::getScheme)
                    .containsOnly(overTls.contains(true) ? "https" : null);
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void podsFindTheConfigMapsThatTheyName(Manifests manifests) {
        List<String> there = manifests.objects().stream()
                .filter(object -> "ConfigMap".equals(object.getKind()))
                .map(object -> object.getMetadata().getName())
                .toList();
        for (Deployment deployment : manifests.deployments()) {
            assertThat(container(deployment).getEnvFrom())
                    .extracting(EnvFromSource::getConfigMapRef)
                    .singleElement()
                    .satisfies(map -> assertThat(map.getName()).isIn(there));
            assertThat(container(deployment).getEnv())
                    .filteredOn(variable -> variable.getValueFrom() != null
                            && variable.getValueFrom().getConfigMapKeyRef() != null)
                    .allMatch(variable -> there.contains(
                            variable.getValueFrom().getConfigMapKeyRef().getName()));
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void everySecretThatHasToBeThereIsInTheDocs(Manifests manifests) throws Exception {
        String docs = Repository.text("docs/KUBERNETES.md");
        for (Deployment deployment : manifests.deployments()) {
            Stream<String> mounted = pod(deployment).getVolumes().stream()
                    .filter(volume -> volume.getSecret() != null)
                    .map(volume -> volume.getSecret().getSecretName());
            Stream<String> read = container(deployment).getEnv().stream()
                    .filter(variable -> variable.getValueFrom() != null
                            && variable.getValueFrom().getSecretKeyRef() != null)
                    .map(variable -> variable.getValueFrom().getSecretKeyRef().getName());
            assertThat(Stream.concat(mounted, read))
                    .allSatisfy(secret -> assertThat(docs).contains("| `" + secret + "` |"));
        }
    }

    private static PodSpec pod(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec();
    }

    private static Container container(Deployment deployment) {
        assertThat(pod(deployment).getContainers()).hasSize(1);
        return pod(deployment).getContainers().get(0);
    }

    private static Map<String, String> labels(Deployment deployment) {
        return deployment.getSpec().getTemplate().getMetadata().getLabels();
    }

    private static boolean matches(Map<String, String> selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(selector.entrySet());
    }
}
