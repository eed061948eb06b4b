package io.bellwire.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.InstanceId;
import io.bellwire.schemas.Service;
import io.bellwire.siem.FakeSiem;
import io.bellwire.siem.SiemSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The four programs of an earlier build give way to those of this one, one after another and in the order that OPERATING.md
 * gives, and come back the other way round, while alerts flow.
 */
@Timeout(400)
class RollingUpgradeIT {
    private static final Duration WITHIN = Duration.ofMinutes(2);

    /** Who reads before who writes. */
    private static final List<Service> ORDER =
            List.of(Service.CONFIG_SERVICE, Service.SYSLOG_SENDER, Service.SYSLOG_FORMATTER, Service.ALERT_INGEST);

    private static final Map<Service, String> GROUPS = Map.of(
            Service.SYSLOG_SENDER, "bellwire-sender",
            Service.SYSLOG_FORMATTER, "bellwire-formatter",
            Service.ALERT_INGEST, "bellwire-ingest");

    /** The earlier build loses the batch of a transaction that takes longer than this, by default 10 s. */
    private static final Map<String, String> PATIENCE = Map.of(
            "SPRING_APPLICATION_JSON",
            "{\"spring.cloud.stream.kafka.binder.transaction.producer.configuration.transaction.timeout.ms\":120000}");

    /** Of different ids, so that every partition is among them. */
    private static final int SAMPLE = 100;

    private static final JsonMapper JSON = new JsonMapper();

    private final Arrivals arrivals = new Arrivals();
    private final List<String> posted = new ArrayList<>();

    private Path earlier;
    private KafkaProcess kafka;
    private Services services;
    private FakeSiem siem;
    private SteadyFlow flow;

    @BeforeEach
    void startTheEarlierBuild(@TempDir Path directory) throws Exception {
        earlier = EarlierBuild.require();
        kafka = KafkaProcess.start(directory.resolve("broker"));
        services = Services.start(earlier, directory, kafka, PATIENCE);
        siem = SiemSetup.tcp().countingOnly().handingOverTo(arrivals::add).listen();
        services.api().save(SettingsJson.tcp(siem.port()).toString());
        flow = new SteadyFlow(kafka.bootstrapServers());
        post();
        awaitFlow();
    }

    @AfterEach
    void stop() throws Exception {
        if (flow != null) {
            flow.close();
        }
        if (services != null) {
            services.close();
            siem.close();
        }
    }

    @Test
    void nothingIsLostNorFormattedTwiceOnTheWayToThisBuildAndBack() throws Exception {
        JsonNode savedByEarlier = settings();

        for (Service service : ORDER) {
            rollOut(service);
            if (service == Service.CONFIG_SERVICE) {
                SettingsJson.assertHasAll(settings(), savedByEarlier);
                saveAnew(2);
            }
        }
        await().atMost(WITHIN).untilAsserted(() -> assertDelivered("posted-0", 1));
        saveAnew(3);
        JsonNode savedByThis = settings();

        List<Service> wayBack = new ArrayList<>(ORDER);
        Collections.reverse(wayBack);
        for (Service service : wayBack) {
            rollBack(service);
        }
        JsonNode savedAsEarlierTells = settings();
        SettingsJson.assertHasAll(savedByThis, savedAsEarlierTells);
        saveAnew(4);
        awaitFlow();

        flow.close();
        assertEachArrivedInOrder();
        assertEachFormattedOnce();
    }

    /** As Kubernetes does it: both run beside each other for a while. */
    private void rollOut(Service service) throws Exception {
        long startedAtNanos = System.nanoTime();
        ServiceProcess older = services.startBeside(service, Bellwire.repository());
        if (GROUPS.containsKey(service)) {
            // Each thread is a member: the earlier formatter has one, this build's two.
            int members = service == Service.SYSLOG_FORMATTER ? 3 : 2;
            new KafkaView(kafka.bootstrapServers()).awaitMembers(GROUPS.get(service), members);
        }
        awaitFlow();
        older.close();
        post();
        awaitFlow();
        tell("rolled out", service, startedAtNanos);
    }

    /** As Compose does it: the one ends, then the other begins in its place. */
    private void rollBack(Service service) throws Exception {
        long startedAtNanos = System.nanoTime();
        services.of(service).changeTo(earlier);
        services.of(service).awaitReady();
        post();
        awaitFlow();
        tell("rolled back", service, startedAtNanos);
    }

    private void tell(String what, Service service, long startedAtNanos) {
        System.out.printf(
                "RollingUpgradeIT: %s %s in %.1f s; %d came twice so far%n",
                what, InstanceId.nameOf(service), (System.nanoTime() - startedAtNanos) / 1e9, arrivals.repeated());
    }

    /** One more alert by HTTP, of an id of its own. */
    private void post() throws Exception {
        String id = "posted-" + posted.size();
        services.api().accept(List.of(AlertJson.security(id, 0)));
        posted.add(id);
    }

    /** Waits until some alerts arrive that are not even produced yet, and all that were posted. */
    private void awaitFlow() {
        int next = flow.produced();
        await().atMost(WITHIN)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> IntStream.range(next, next + SAMPLE)
                                .allMatch(number -> arrivals.has(SteadyFlow.id(number), number))
                        && posted.stream().allMatch(id -> arrivals.has(id, 0)));
    }

    private JsonNode settings() throws Exception {
        var answer = services.api().get("/api/v1/settings/syslog");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** Saves them as they are, and waits until every instance that runs has taken the new revision up. */
    private void saveAnew(long revision) throws Exception {
        services.api().save(SettingsJson.tcp(siem.port()).toString());
        await().atMost(WITHIN).untilAsserted(() -> assertThat(takenUp()).containsOnly(revision));
    }

    /** The revisions that ingest, formatter and sender run. */
    private List<Long> takenUp() throws Exception {
        List<Long> revisions = new ArrayList<>();
        for (JsonNode stage :
                JSON.readTree(services.api().get("/api/v1/pipeline").body()).get("stages")) {
            assertThat(stage.get("instances")).as(stage.toString()).hasSize(1);
            revisions.add(stage.get("instances").get(0).get("settingsRevision").asLong(0));
        }
        return revisions;
    }

    private void assertDelivered(String id, long revision) throws Exception {
        JsonNode found =
                JSON.readTree(services.api().get("/api/v1/alerts?id=" + id).body());
        assertThat(found.get("messages")).as(found.toString()).hasSize(1);
        JsonNode message = found.get("messages").get(0);
        assertThat(message.get("state").asString()).isEqualTo("delivered");
        assertThat(message.get("settingsRevision").asLong()).isEqualTo(revision);
    }

    private void assertEachArrivedInOrder() {
        int all = flow.produced() + posted.size();
        await().atMost(WITHIN)
                .untilAsserted(() ->
                        assertThat(arrivals.distinct()).as(this::whereTheyAre).isEqualTo(all));
        arrivals.assertOrderKept();
        System.out.println(
                "RollingUpgradeIT: " + all + " alerts, all arrived, " + arrivals.repeated() + " of them again");
    }

    private String whereTheyAre() {
        KafkaView view = new KafkaView(kafka.bootstrapServers());
        List<Integer> missing = IntStream.range(0, flow.produced())
                .filter(number -> !arrivals.has(SteadyFlow.id(number), number))
                .boxed()
                .toList();
        return "of the flow these did not arrive: " + missing + "; records: "
                + Stream.of("alerts-incoming", "alerts", "syslog-messages", "rejected")
                        .map(topic -> topic + " " + view.records(topic).size())
                        .toList();
    }

    private void assertEachFormattedOnce() {
        List<String> formatted = new KafkaView(kafka.bootstrapServers())
                .records("syslog-messages").stream()
                        .map(message -> new String(message.value(), UTF_8).replaceFirst("^.*cs6=", ""))
                        .toList();
        assertThat(formatted).doesNotHaveDuplicates().hasSize(flow.produced() + posted.size());
    }
}
