package io.bellwire.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.siem.FakeSiem;
import io.bellwire.siem.SiemSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Ordinary operation is the same however Bellwire is run: many alerts by every way in, kinds on and off, a SIEM that moves. */
@Timeout(300)
@ParameterizedClass
@EnumSource(DeploymentKind.class)
class OrdinaryOperationIT {
    private static final Duration WITHIN = Duration.ofSeconds(90);
    private static final int REQUEST_ALERTS = 500;
    private static final int MANY = 20_000;
    private static final int IDS = 400;
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private static Path directory;

    private static Deployment bellwire;

    @Parameter
    private DeploymentKind kind;

    @BeforeParameterizedClassInvocation
    static void start(DeploymentKind kind) throws Exception {
        bellwire = kind.start(Files.createDirectories(directory.resolve(kind.name())));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        if (bellwire != null) {
            bellwire.close();
        }
    }

    @Test
    void twentyThousandArriveOnceEachAndInOrder() throws Exception {
        Arrivals arrivals = new Arrivals();
        try (FakeSiem siem = counting(arrivals)) {
            bellwire.api().save(SettingsJson.tcp(siem.port()).toString());

            for (int first = 0; first < MANY; first += REQUEST_ALERTS) {
                bellwire.api().accept(alerts(first, REQUEST_ALERTS));
            }

            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(arrivals.distinct()).isEqualTo(MANY));
            assertThat(arrivals.repeated()).isZero();
            arrivals.assertOrderKept();
            switchOff();
        }
    }

    @Test
    void goodOnesOfTwentyThousandFromKafkaArriveOnceInOrderAndBadOnesAreSetAside() throws Exception {
        Path kcat = Peers.require("kcat");
        Map<String, String> badOnes = new HashMap<>();
        Path records = Files.writeString(
                directory.resolve(kind + ".txt"), String.join("\n", recordsWithBadOnes(badOnes)) + "\n");
        Arrivals arrivals = new Arrivals();
        try (FakeSiem siem = counting(arrivals)) {
            bellwire.api().save(SettingsJson.tcp(siem.port()).toString());

            produce(kcat, records);

            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(arrivals.distinct()).isEqualTo(MANY - badOnes.size()));
            assertThat(arrivals.repeated()).isZero();
            arrivals.assertOrderKept();
            switchOff();
            assertSetAside(badOnes);
        }
    }

    @Test
    void switchedOffKindIsFilteredAndCounted() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            bellwire.api()
                    .save(SettingsJson.tcp(siem.port())
                            .withNotifications(true, false, true)
                            .toString());

            bellwire.api()
                    .accept(List.of(
                            AlertJson.security("a-1", 1),
                            AlertJson.securityUpdate("a-1", 2),
                            AlertJson.health("h-1", 3),
                            AlertJson.security("a-1", 4)));

            assertThat(siem.take(3, WITHIN))
                    .extracting(message -> message.text().replaceFirst("^.*msg=", ""))
                    .containsExactlyInAnyOrder("number 1", "number 3", "number 4");
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(bellwire.api()
                                    .metric(
                                            bellwire.formatterMetrics(),
                                            "bellwire_alerts_filtered_total{kind=\"updated-security-alert\"}"))
                            .isOne());
            assertThat(siem.received()).hasSize(3);
            switchOff();
        }
    }

    @Test
    void newEndpointIsTakenUpWithoutARestart() throws Exception {
        try (FakeSiem before = FakeSiem.tcp();
                FakeSiem after = FakeSiem.udp()) {
            bellwire.api().save(SettingsJson.tcp(before.port()).toString());
            bellwire.api().accept(List.of(AlertJson.security("a-1", 1)));
            before.take(1, WITHIN);

            bellwire.api()
                    .save(SettingsJson.by(Wire.UDP, after.port(), "rfc3164").toString());
            bellwire.api().accept(List.of(AlertJson.security("a-1", 2)));

            assertThat(after.take(1, WITHIN).get(0).text()).endsWith("msg=number 2");
            assertThat(before.received()).hasSize(1);
            switchOff();
        }
    }

    @Test
    void everyStageTellsTheRevisionThatItRunsAndThatNothingWaits() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            bellwire.api().save(SettingsJson.tcp(siem.port()).toString());
            bellwire.api().accept(List.of(AlertJson.security("a-1", 1)));
            siem.take(1, WITHIN);

            await().atMost(WITHIN).untilAsserted(() -> {
                JsonNode pipeline =
                        JSON.readTree(bellwire.api().get("/api/v1/pipeline").body());
                long revision = pipeline.get("settingsRevision").asLong();
                assertThat(pipeline.get("stages").findValuesAsString("stage"))
                        .containsExactly("ingest", "formatter", "sender");
                for (JsonNode stage : pipeline.get("stages")) {
                    assertThat(stage.get("waiting").asLong()).isZero();
                    assertThat(stage.get("instances"))
                            .isNotEmpty()
                            .allMatch(
                                    instance -> instance.get("settingsRevision").asLong() == revision);
                }
            });
            switchOff();
        }
    }

    /**
     * Ends the connection in order, as an operator does who switches delivery off: all is read then, and nothing of it comes
     * again to the next test's SIEM. Tells that nothing waits.
     */
    private static void switchOff() throws Exception {
        bellwire.api().save(SettingsJson.tcp(1).switchedOff());
        KafkaView kafka = new KafkaView(bellwire.bootstrapServers());
        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(kafka.waiting("bellwire-sender", "syslog-messages"))
                        .isZero());
    }

    private static FakeSiem counting(Arrivals arrivals) throws IOException {
        return SiemSetup.tcp().countingOnly().handingOverTo(arrivals::add).listen();
    }

    private static List<String> alerts(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(number -> AlertJson.security("alert-" + number % IDS, number))
                .toList();
    }

    /** Lines of key, bar, value; one in a hundred is no alert, and is noted by its key. */
    private static List<String> recordsWithBadOnes(Map<String, String> badOnes) {
        List<String> lines = new ArrayList<>();
        List<String> alerts = alerts(0, MANY);
        for (int number = 0; number < MANY; number++) {
            String alert = alerts.get(number).replace("\n", "");
            if (number % 100 == 99) {
                String key = "bad-" + number;
                badOnes.put(key, spoiled(alert, number / 100));
                lines.add(key + "|" + badOnes.get(key));
            } else {
                lines.add("alert-" + number % IDS + "|" + alert);
            }
        }
        return lines;
    }

    private static String spoiled(String alert, int way) {
        return switch (way % 4) {
            case 0 -> alert.substring(0, alert.length() / 2);
            case 1 -> alert.replace("\"severity\"", "\"severty\"");
            case 2 -> "[" + alert + "]";
            default -> alert.replace("2003", "\"two thousand\"");
        };
    }

    private static void produce(Path kcat, Path records) throws IOException, InterruptedException {
        Process producing = new ProcessBuilder(
                        kcat.toString(),
                        "-P",
                        "-b",
                        bellwire.bootstrapServers(),
                        "-t",
                        "alerts-incoming",
                        "-K",
                        "|",
                        "-l",
                        records.toString())
                .inheritIO()
                .start();
        assertThat(producing.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(producing.exitValue()).isZero();
    }

    private static void assertSetAside(Map<String, String> badOnes) {
        Map<String, String> origins = new HashMap<>();
        KafkaView kafka = new KafkaView(bellwire.bootstrapServers());
        for (ConsumerRecord<byte[], byte[]> entry : kafka.records("alerts-incoming")) {
            origins.put(new String(entry.key(), UTF_8), entry.partition() + ":" + entry.offset());
        }
        assertThat(kafka.records("rejected")).hasSameSizeAs(badOnes.keySet()).allSatisfy(entry -> {
            String key = new String(entry.key(), UTF_8);
            assertThat(new String(entry.value(), UTF_8)).isEqualTo(badOnes.get(key));
            assertThat(header(entry, "topic")).isEqualTo("alerts-incoming");
            assertThat(header(entry, "partition") + ":" + header(entry, "offset"))
                    .isEqualTo(origins.get(key));
            assertThat(header(entry, "reason")).isNotBlank();
        });
    }

    private static String header(ConsumerRecord<byte[], byte[]> entry, String name) {
        return new String(entry.headers().lastHeader(name).value(), UTF_8);
    }
}
