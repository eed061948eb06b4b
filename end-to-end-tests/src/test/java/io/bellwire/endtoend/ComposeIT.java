package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The images as Compose runs them: each program is killed and scaled while alerts flow, and nothing is lost. */
@Timeout(900)
class ComposeIT {
    private static final Duration WITHIN = Duration.ofMinutes(3);
    private static final int BATCHES = 200;
    private static final int ALERTS = 100_000;

    @Test
    void nothingIsLostWhenProgramsAreKilledAndScaledWhileAlertsFlow(@TempDir Path directory) throws Exception {
        try (Compose compose = new Compose(directory)) {
            compose.run("build");
            compose.run(
                    "up",
                    "-d",
                    "siem",
                    "alert-ingest",
                    "syslog-formatter",
                    "syslog-sender",
                    "config-service",
                    "prometheus");
            awaitPortal(compose);
            BellwireApi api = compose.api();
            awaitInstances(api, 1, 1);
            api.save(SettingsJson.tcp(5514)
                    .toString()
                    .replace("127.0.0.1", "siem")
                    .replace(Bellwire.SENSOR, "compose"));
            try (PostedFlow flow = new PostedFlow(api, BATCHES)) {
                scale(compose, 2);
                for (String service :
                        List.of("syslog-formatter", "syslog-sender", "alert-ingest", "config-service", "kafka")) {
                    killedAmidst(flow, compose, service);
                }
                awaitInstances(api, 2, 2);
                awaitScraped(compose.prometheus(), 6);
                scale(compose, 1);
                await().atMost(WITHIN).until(flow::isOver);
            }
            awaitNothingWaits(api);

            assertThat(compose.run("exec", "-T", "alert-ingest", "cat", "sbom/application.cdx.json"))
                    .contains("\"bomFormat\" : \"CycloneDX\"");
            assertThat(compose.run("logs", "--no-color", "syslog-sender"))
                    .contains("SIEM connected")
                    .doesNotContain("does not tell what the SIEM acknowledges");
            Arrivals arrivals = new Arrivals();
            compose.receivedLines().forEach(arrivals::add);
            assertThat(arrivals.distinct()).isEqualTo(ALERTS);
            System.out.println(
                    "ComposeIT: " + ALERTS + " alerts, all arrived, " + arrivals.repeated() + " of them again");
        }
    }

    /** Kills every container of a service and starts them again, while more is accepted. */
    private static void killedAmidst(PostedFlow flow, Compose compose, String service) throws Exception {
        int before = flow.accepted();
        await().atMost(WITHIN).until(() -> flow.accepted() > before);
        assertThat(flow.isOver()).as("alerts still flow").isFalse();
        compose.run("kill", "-s", "KILL", service);
        compose.run("start", service);
    }

    private static void scale(Compose compose, int replicas) throws Exception {
        compose.run(
                "up",
                "-d",
                "--no-deps",
                "--scale",
                "syslog-formatter=" + replicas,
                "--scale",
                "syslog-sender=" + replicas,
                "syslog-formatter",
                "syslog-sender");
    }

    private static void awaitPortal(Compose compose) {
        await().atMost(WITHIN)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> compose.api().get("/api/v1/sensors").body().contains("\"compose\""));
    }

    private static void awaitInstances(BellwireApi api, int formatters, int senders) {
        await().atMost(WITHIN).ignoreExceptionsInstanceOf(IOException.class).untilAsserted(() -> {
            JsonNode stages = pipeline(api).path("stages");
            assertThat(stages.path(0).path("instances").size()).isEqualTo(1);
            assertThat(stages.path(1).path("instances").size()).isEqualTo(formatters);
            assertThat(stages.path(2).path("instances").size()).isEqualTo(senders);
        });
    }

    /** Prometheus finds each container of a program, and each tells its metrics. */
    private static void awaitScraped(PrometheusClient prometheus, int containers) {
        await().atMost(WITHIN)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> prometheus
                        .query("count(up{job=\"bellwire\"} == 1)")
                        .path(0)
                        .path("value")
                        .path(1)
                        .asString("")
                        .equals(Integer.toString(containers)));
    }

    private static void awaitNothingWaits(BellwireApi api) {
        await().atMost(WITHIN)
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> assertThat(pipeline(api).path("stages").values())
                        .hasSize(3)
                        .allSatisfy(stage ->
                                assertThat(stage.path("waiting").asLong(-1)).isZero()));
    }

    private static JsonNode pipeline(BellwireApi api) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(api.get("/api/v1/pipeline").body());
    }
}
