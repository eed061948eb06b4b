package io.bellwire.config;

import static io.bellwire.config.RunningPortal.ADMIN;
import static io.bellwire.config.RunningPortal.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Heartbeat;
import io.bellwire.schemas.InstanceState;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SettingsFollower;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two config-services on one cluster: whoever saves where, the log of settings decides, and all agree on it. */
class SettingsReplicasIT {
    private static final int SAVES_EACH = 250;
    private static final int ATTEMPTS_MAX = 1_000;

    private static TestBroker broker;
    private static Topics topics;
    private static Heartbeat sensor;
    private static RunningPortal left;
    private static RunningPortal right;
    private static SettingsFollower program;
    private static final List<Long> programTold = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        broker = TestBroker.start();
        topics = broker.create("", Topic.SETTINGS);
        sensor = broker.sensor("", "DC01", InstanceState.STANDING_BY);
        left = RunningPortal.start(broker.address(), "");
        right = RunningPortal.start(broker.address(), "");
        program = new SettingsFollower(broker.kafka(), topics);
        program.onChange(saved -> programTold.add(saved.revision()));
        program.start();
    }

    @AfterAll
    static void stop() {
        program.close();
        left.close();
        right.close();
        sensor.close();
        broker.close();
    }

    @BeforeEach
    void saveOnceMore() {
        List.of(left, right)
                .forEach(replica -> await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(
                                        replica.get(ADMIN, "/api/v1/sensors").body())
                                .contains("\"DC01\"")));
        saveUntilAccepted(left, "before", new AtomicInteger());
    }

    @Test
    void everySaveThatWasAnswered200IsInTheHistoryOfAll() throws Exception {
        long before = current(left);
        Map<Long, String> accepted = new ConcurrentHashMap<>();
        AtomicInteger overtaken = new AtomicInteger();

        together(List.of(
                () -> saveMany(left, "left", accepted, overtaken),
                () -> saveMany(right, "right", accepted, overtaken)));

        assertThat(accepted).as("no revision was given out twice").hasSize(2 * SAVES_EACH);
        assertThat(overtaken).as("saves that came too late").hasPositiveValue();
        List<String> expected = new ArrayList<>();
        new TreeMap<>(accepted).forEach((revision, host) -> expected.add(revision + " " + host));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(history(left, before)).isEqualTo(expected);
            assertThat(history(right, before)).isEqualTo(expected);
            assertThat(history(program, before)).isEqualTo(expected);
        });
        assertThat(programTold)
                .isEqualTo(LongStream.rangeClosed(1, before + 2L * SAVES_EACH)
                        .boxed()
                        .toList());
        try (SettingsFollower late = new SettingsFollower(broker.kafka(), topics)) {
            late.start();
            assertThat(late.revisions()).isEqualTo(program.revisions());
        }
    }

    @Test
    void ofManyWhoSaveAtOnceOnOneReplicaOneIsFirst() throws Exception {
        String seen = tag(left);
        List<Integer> answers = new CopyOnWriteArrayList<>();

        together(Collections.nCopies(
                8,
                () -> answers.add(
                        left.put(ADMIN, body("one-of-eight"), "If-Match", seen).statusCode())));

        assertThat(answers)
                .containsOnlyOnce(200)
                .filteredOn(status -> status == 412)
                .hasSize(7);
    }

    @Test
    void whatOneReplicaSavedTheOtherTellsWithinASecond() {
        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String saved = saveUntilAccepted(left, "seen" + i, new AtomicInteger());
            long answeredAt = System.nanoTime();
            await().pollInterval(Duration.ofMillis(5))
                    .untilAsserted(() -> assertThat(tag(right)).isEqualTo(saved));
            delays.add(Duration.ofNanos(System.nanoTime() - answeredAt));
        }
        Collections.sort(delays);

        // One that the machine held up tells nothing of us.
        assertThat(delays.get(delays.size() / 2)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void recordsOnAnythingButTheCurrentRevisionCountForNobody() throws Exception {
        SavedSettings current = await().until(program::current, saved -> saved.revision() == current(left));
        try (var producer = new KafkaProducer<>(broker.kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long revision : new long[] {1, current.revision(), current.revision() + 2}) {
                var orphan = new SavedSettings(revision, current.savedAt(), "orphan", current.settings());
                producer.send(new ProducerRecord<>(
                                topics.name(Topic.SETTINGS),
                                "syslog".getBytes(StandardCharsets.UTF_8),
                                orphan.toBytes()))
                        .get();
            }
        }

        HttpResponse<String> next =
                right.put(ADMIN, body("after-orphans"), "If-Match", "\"" + current.revision() + "\"");

        assertThat(next.statusCode()).as(next.body()).isEqualTo(200);
        await().untilAsserted(() -> {
            for (String history : List.of(
                    left.get(ADMIN, SETTINGS + "/history").body(),
                    right.get(ADMIN, SETTINGS + "/history").body(),
                    program.revisions().toString())) {
                assertThat(history).contains("after-orphans").doesNotContain("orphan\"", "savedBy=orphan");
            }
        });
    }

    private static <T> void together(List<Callable<T>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            for (var task : threads.invokeAll(tasks)) {
                task.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static int saveMany(
            RunningPortal replica, String client, Map<Long, String> accepted, AtomicInteger overtaken) {
        for (int i = 0; i < SAVES_EACH; i++) {
            String host = client + "-" + i;
            accepted.put(revision(saveUntilAccepted(replica, host, overtaken)), host);
        }
        return SAVES_EACH;
    }

    /** As a careful program does it: read, save on what was read, and from the start again when somebody was faster. */
    private static String saveUntilAccepted(RunningPortal replica, String host, AtomicInteger overtaken) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            HttpResponse<String> read = replica.get(ADMIN, SETTINGS);
            HttpResponse<String> saved = read.statusCode() == 404
                    ? replica.put(ADMIN, body(host), "If-None-Match", "*")
                    : replica.put(ADMIN, body(host), "If-Match", tagOf(read));
            if (saved.statusCode() == 200) {
                return tagOf(saved);
            }
            assertThat(saved.statusCode()).as(saved.body()).isEqualTo(412);
            overtaken.incrementAndGet();
        }
        throw new AssertionError("not saved in " + ATTEMPTS_MAX + " attempts");
    }

    private static List<String> history(RunningPortal replica, long beyond) {
        List<String> oldestFirst = new ArrayList<>();
        for (JsonNode past : JsonMapper.shared()
                .readTree(replica.get(ADMIN, SETTINGS + "/history").body())) {
            if (past.path("revision").asLong() > beyond) {
                oldestFirst.add(past.path("revision").asLong() + " "
                        + past.at("/settings/endpoint/host").asString());
            }
        }
        Collections.reverse(oldestFirst);
        return oldestFirst;
    }

    private static List<String> history(SettingsFollower follower, long beyond) {
        List<String> oldestFirst = new ArrayList<>();
        for (SavedSettings past : follower.revisions()) {
            if (past.revision() > beyond) {
                oldestFirst.add(
                        past.revision() + " " + past.settings().endpoint().host());
            }
        }
        Collections.reverse(oldestFirst);
        return oldestFirst;
    }

    private static long current(RunningPortal replica) {
        return revision(tag(replica));
    }

    private static String tag(RunningPortal replica) {
        return tagOf(replica.get(ADMIN, SETTINGS));
    }

    private static String tagOf(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private static long revision(String tag) {
        return Long.parseLong(tag.replace("\"", ""));
    }

    private static String body(String host) {
        return """
                {"sensor": "DC01", "endpoint": {"host": "%s", "port": 6514}, "transport": "tls"}""".formatted(host);
    }
}
