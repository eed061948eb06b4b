package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.siem.FakeSiem;
import io.bellwire.siem.TestCertificates;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dashboards, alert rules and documents name metrics that there are: asked of a real Prometheus, of a real run. */
@Timeout(180)
class DashboardsIT {
    private static final Path MONITORING = Bellwire.repository().resolve("deploy/monitoring");
    private static final Pattern METRIC = Pattern.compile("\\bbellwire_[a-z_]+[a-z]");

    @TempDir
    private static Path directory;

    private static List<URI> programs;
    private static FakeSiem siem;
    private static PrometheusProcess prometheus;

    @BeforeAll
    static void run() throws Exception {
        Peers.require("prometheus");
        Bellwire bellwire = SharedPortal.bellwire();
        programs = List.of(bellwire.portal(), bellwire.ingest(), bellwire.formatterMetrics(), bellwire.senderMetrics());
        siem = FakeSiem.tls(TestCertificates.shared().server("127.0.0.1").context());
        bellwire.api()
                .save(SettingsJson.by(Wire.TLS_OCTET_COUNTING, siem.port(), "rfc5424")
                        .toString());
        prometheus = PrometheusProcess.start(directory, programs, MONITORING.resolve("bellwire-rules.yml"));
        bellwire.api().accept(List.of(AlertJson.security("seen", 1), AlertJson.health("seen-too", 2)));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(siem.messages()).isGreaterThanOrEqualTo(2));
    }

    @AfterAll
    static void stop() throws Exception {
        if (prometheus != null) {
            prometheus.close();
        }
        if (siem != null) {
            siem.close();
        }
    }

    static Stream<String> queries() throws IOException {
        List<String> queries = new ArrayList<>();
        for (String dashboard : List.of("bellwire-operation.json", "bellwire-capacity.json")) {
            JsonNode panels = JsonMapper.shared()
                    .readTree(Files.readString(MONITORING.resolve(dashboard)))
                    .path("panels");
            panels.forEach(panel -> panel.path("targets")
                    .forEach(target -> queries.add(target.path("expr").asString())));
        }
        assertThat(queries).hasSizeGreaterThan(30);
        return queries.stream();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void queryOfADashboardHasAnAnswer(String query) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(prometheus.client().query(query).values()).isNotEmpty());
    }

    @Test
    void everyRuleCanBeEvaluated() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(prometheus
                                .client()
                                .rules()
                                .path(0)
                                .path("rules")
                                .values())
                        .hasSizeGreaterThan(10)
                        .allSatisfy(rule -> assertThat(rule.path("health").asString())
                                .as(rule.path("name").asString())
                                .isEqualTo("ok")));
    }

    @ParameterizedTest
    @MethodSource("filesThatNameMetrics")
    void everyMetricThatIsNamedIsThere(Path file) throws Exception {
        assertThat(metrics()).containsAll(named(Files.readString(file)));
    }

    static List<Path> filesThatNameMetrics() throws IOException {
        try (Stream<Path> documents = Files.list(Bellwire.repository().resolve("docs"));
                Stream<Path> monitoring = Files.list(MONITORING)) {
            List<Path> files = Stream.concat(documents, monitoring)
                    .filter(Files::isRegularFile)
                    .filter(DashboardsIT::namesMetrics)
                    .toList();
            assertThat(files).hasSizeGreaterThan(4);
            return files;
        }
    }

    private static boolean namesMetrics(Path file) {
        try {
            return !named(Files.readString(file)).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static Set<String> named(String text) {
        return METRIC.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(name -> name.replaceFirst("_(bucket|sum|count)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> metrics() throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        for (URI program : programs) {
            HttpRequest page = HttpRequest.newBuilder(program.resolve("/actuator/prometheus"))
                    .build();
            HttpClient.newHttpClient()
                    .send(page, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("# TYPE "))
                    .forEach(line -> names.add(line.split(" ")[2]));
        }
        return names;
    }
}
