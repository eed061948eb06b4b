package io.bellwire.endtoend.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.endtoend.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody sets a variable that no program reads: each is in docs/PROPERTIES.md, or a property of Spring's. */
class EnvironmentVariablesTest {
    private static final Set<String> PROGRAMS =
            Set.of("alert-ingest", "syslog-formatter", "syslog-sender", "config-service");
    /** Those of Java itself. */
    private static final Set<String> OF_JAVA = Set.of("JDK_JAVA_OPTIONS");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z0-9_]+)` \\|");
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^#([A-Z0-9_]+=.*)$");
    private static final Pattern IN_COMPOSE = Pattern.compile("\\$\\{([A-Z0-9_]+):-([^}]*)}");

    @Test
    void kubernetesSetsNothingThatNobodyReads(@TempDir Path directory) throws Exception {
        Manifests manifests = Manifests.ofAllComponents(directory);
        Set<String> set = new TreeSet<>(manifests.environment().getData().keySet());
        set.addAll(Manifests.of("deploy/kubernetes/overlays/production")
                .environment()
                .getData()
                .keySet());
        Manifests byCertificate =
                Manifests.ofComponents(Files.createDirectory(directory.resolve("mtls")), "kafka-mtls");
        Stream.of(manifests, byCertificate)
                .flatMap(rendered -> rendered.deployments().stream())
                .flatMap(deployment -> deployment.getSpec().getTemplate().getSpec().getContainers().stream())
                .flatMap(container -> container.getEnv().stream())
                .forEach(variable -> set.add(variable.getName()));

        assertThat(set).contains("BELLWIRE_SIEM_CA_FILE", "SPRING_KAFKA_BOOTSTRAP_SERVERS");
        assertThat(unread(set)).isEmpty();
    }

    @Test
    void composeSetsNothingThatNobodyReads() throws Exception {
        Map<String, Object> services = Yaml.map(Yaml.file("docker-compose.yml"), "services");
        Set<String> set = new TreeSet<>();
        for (String program : PROGRAMS) {
            Map<String, Object> environment = Yaml.map(Yaml.map(services, program), "environment");
            assertThat(environment).as(program).containsKey("SPRING_KAFKA_BOOTSTRAP_SERVERS");
            set.addAll(environment.keySet());
        }

        assertThat(unread(set)).isEmpty();
    }

    @Test
    void composeWithTlsSetsTheSameForThePortalAndTheIntake() throws Exception {
        Map<String, Object> services = Yaml.map(Yaml.file("deploy/compose/tls.yml"), "services");

        for (String program : List.of("alert-ingest", "config-service")) {
            Set<String> set =
                    Yaml.map(Yaml.map(services, program), "environment").keySet();
            assertThat(set).contains("BELLWIRE_TLS_CERTIFICATE_FILE");
            assertThat(unread(set)).isEmpty();
        }
    }

    @Test
    void composeWithTokensForEachProducerSetsWhatTheIntakeReads() throws Exception {
        Map<String, Object> services = Yaml.map(Yaml.file("deploy/compose/ingest-tokens.yml"), "services");

        assertThat(unread(Yaml.map(Yaml.map(services, "alert-ingest"), "environment")
                        .keySet()))
                .isEmpty();
    }

    @Test
    void theExampleShowsEveryVariableOfComposeWithItsDefault() throws Exception {
        assertThat(matches(EXAMPLE, ".env.example", result -> result.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        matches(IN_COMPOSE, "docker-compose.yml", result -> result.group(1) + "=" + result.group(2)));
    }

    /** Those of the variables that neither the docs nor Spring know. */
    private static Set<String> unread(Set<String> variables) throws IOException {
        Set<String> known = new HashSet<>(matches(ROW, "docs/PROPERTIES.md", result -> result.group(1)));
        known.addAll(OF_JAVA);
        SpringProperties spring = SpringProperties.onClassPath();
        return variables.stream()
                .filter(name -> !known.contains(name) && !spring.know(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> matches(Pattern pattern, String file, Function<MatchResult, String> wanted)
            throws IOException {
        return pattern.matcher(Repository.text(file)).results().map(wanted).collect(Collectors.toSet());
    }
}
