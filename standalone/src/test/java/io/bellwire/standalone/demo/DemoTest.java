package io.bellwire.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class DemoTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T08:00:00Z"), ZoneOffset.UTC);

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final CountDownLatch alertPosted = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile int settingsAnswer = 200;
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/settings/syslog", exchange -> answer(exchange, settingsAnswer));
        server.createContext("/api/v1/alerts", exchange -> {
            answer(exchange, 202);
            alertPosted.countDown();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void savesSettingsOnlyIfThereAreNoneAndPostsAlerts() throws Exception {
        runUntilAnAlertIsPosted();

        String basic = Base64.getEncoder().encodeToString("admin:secret".getBytes(StandardCharsets.UTF_8));
        assertThat(requests)
                .containsExactly(
                        "PUT /api/v1/settings/syslog Basic " + basic + " If-None-Match=*",
                        "POST /api/v1/alerts Bearer token If-None-Match=null");
        JsonNode settings = new JsonMapper().readTree(bodies.get(0));
        assertThat(settings.at("/sensor").asString()).isEqualTo("DC01");
        assertThat(settings.at("/endpoint/host").asString()).isEqualTo("127.0.0.1");
        assertThat(settings.at("/endpoint/port").asInt()).isEqualTo(5514);
        assertThat(settings.at("/notifications/updatedSecurityAlerts").asBoolean())
                .isTrue();
    }

    @Test
    void postsAlertsAlsoWhenThereAreSettings() throws Exception {
        settingsAnswer = 412;

        runUntilAnAlertIsPosted();

        assertThat(bodies).hasSize(2);
    }

    @Test
    void samplesShowEveryNotificationKind() {
        SampleAlerts samples = SampleAlerts.load(CLOCK);

        List<String> kinds = oneRound(samples)
                .map(alert -> alert.path("kind").asString() + " "
                        + alert.path("trigger").asString("new"))
                .toList();

        assertThat(kinds).contains("securityAlert new", "securityAlert update", "healthIssue new");
        assertThat(oneRound(samples).map(alert -> alert.path("type").asString()).distinct())
                .hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void anUpdateFollowsTheAlertOfTheSameId() {
        Set<String> known = new HashSet<>();
        oneRound(SampleAlerts.load(CLOCK)).forEach(alert -> {
            boolean first = known.add(alert.path("id").asString());
            assertThat(alert.path("trigger").asString("new")).isEqualTo(first ? "new" : "update");
        });
    }

    @Test
    void idsDifferFromRoundToRoundAndSecurityAlertsBeganBeforeNow() {
        SampleAlerts samples = SampleAlerts.load(CLOCK);
        JsonNode first = oneRound(samples).toList().get(0);
        JsonNode again = oneRound(samples).toList().get(0);

        assertThat(first.path("id").asString()).isEqualTo("account-enumeration-20261124-080000-1");
        assertThat(again.path("id").asString()).isEqualTo("account-enumeration-20261124-080000-2");
        assertThat(first.path("startTime").asString()).isEqualTo("2026-11-24T07:58:30Z");
    }

    private static Stream<JsonNode> oneRound(SampleAlerts samples) {
        JsonMapper json = new JsonMapper();
        return Stream.generate(samples::next).limit(samples.size()).map(json::readTree);
    }

    private void runUntilAnAlertIsPosted() throws InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        Thread demo = new Thread(() -> {
            try {
                new Demo(address, "secret", address, "token", CLOCK, null).run("DC01", 5514, stopping);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        demo.start();
        assertThat(alertPosted.await(20, TimeUnit.SECONDS)).isTrue();
        stopping.countDown();
        demo.join(10_000);
        assertThat(demo.isAlive()).isFalse();
    }

    private void answer(HttpExchange exchange, int status) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " If-None-Match="
                + exchange.getRequestHeaders().getFirst("If-None-Match"));
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
