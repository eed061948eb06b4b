package io.bellwire.endtoend.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.endtoend.Peers;
import io.bellwire.endtoend.Repository;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What kustomize makes of a folder, without a cluster, as objects of Kubernetes' types.
 *
 * @param folder its last name
 * @param documents the same as text, one for each object
 */
record Manifests(String folder, List<String> documents, List<HasMetadata> objects) {
    private static final KubernetesSerialization TYPES = new KubernetesSerialization();

    static Manifests of(String folder) throws IOException, InterruptedException {
        return of(Repository.file(folder));
    }

    /** The base with every component that there is, also those that no overlay takes, but one way to sign in to Kafka. */
    static Manifests ofAllComponents(Path directory) throws IOException, InterruptedException {
        try (Stream<Path> components = Files.list(Repository.file("deploy/kubernetes/components"))) {
            return of(
                    directory,
                    Stream.concat(Stream.of(Repository.file("deploy/monitoring")), components.sorted())
                            .filter(component -> !component.endsWith("kafka-mtls")));
        }
    }

    /** The base with these components only. */
    static Manifests ofComponents(Path directory, String... components) throws IOException, InterruptedException {
        return of(
                directory, Stream.of(components).map(name -> Repository.file("deploy/kubernetes/components/" + name)));
    }

    private static Manifests of(Path directory, Stream<Path> components) throws IOException, InterruptedException {
        String lines = components
                .map(component -> "  - " + directory.relativize(component) + "\n")
                .collect(Collectors.joining());
        Files.writeString(
                directory.resolve("kustomization.yaml"),
                "resources:\n  - " + directory.relativize(Repository.file("deploy/kubernetes/base")) + "\ncomponents:\n"
                        + lines);
        return of(directory);
    }

    private static Manifests of(Path folder) throws IOException, InterruptedException {
        String text = CommandLine.run(kustomize(), "build", folder.toString());
        List<String> documents = Arrays.asList(text.split("(?m)^---$"));
        List<HasMetadata> objects =
                documents.stream().map(TYPES::<HasMetadata>unmarshal).toList();
        return new Manifests(folder.getFileName().toString(), documents, objects);
    }

    <T extends HasMetadata> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<Deployment> deployments() {
        List<Deployment> deployments = all(Deployment.class);
        assertThat(deployments)
                .extracting(deployment -> deployment.getMetadata().getName())
                .containsExactlyInAnyOrder("alert-ingest", "syslog-formatter", "syslog-sender", "config-service");
        return deployments;
    }

    /** Those of a kind that Kubernetes itself does not have. */
    List<GenericKubernetesResource> custom(String kind) {
        return all(GenericKubernetesResource.class).stream()
                .filter(object -> kind.equals(object.getKind()))
                .toList();
    }

    /** The variables that all four programs are given. */
    ConfigMap environment() {
        return all(ConfigMap.class).stream()
                .filter(map -> map.getMetadata().getName().startsWith("bellwire-environment-"))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return folder;
    }

    private static Path kustomize() {
        Optional<Path> unpacked =
                Optional.ofNullable(System.getenv("BELLWIRE_KUSTOMIZE")).map(Path::of);
        return Peers.require("kustomize", unpacked.or(() -> Peers.find("kustomize")));
    }
}
