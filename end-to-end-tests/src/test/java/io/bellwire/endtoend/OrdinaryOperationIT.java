package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.siem.FakeSiem;
import io.bellwire.siem.SiemSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ordinary operation: many alerts, kinds switched on and off, the SIEM moves to another address. */
@Timeout(300)
class ManyAlertsIT {
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final int REQUEST_ALERTS = 500;

    private Bellwire bellwire;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        bellwire = Bellwire.start(directory);
    }

    @AfterEach
    void stop() {
        if (bellwire != null) {
            bellwire.close();
        }
    }

    @Test
    void twentyThousandArriveOnceEachAndInOrder() throws Exception {
        Arrivals arrivals = new Arrivals();
        try (FakeSiem siem =
                SiemSetup.tcp().countingOnly().handingOverTo(arrivals::add).listen()) {
            bellwire.api().save(SettingsJson.tcp(siem.port()).toString());

            for (List<String> request : requests(20_000, 400)) {
                bellwire.api().accept(request);
            }

            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(arrivals.distinct()).isEqualTo(20_000));
            assertThat(arrivals.repeated()).isZero();
            arrivals.assertOrderKept();
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(
                                    bellwire.api().get("/api/v1/sensors").body())
                            .contains("\"backlog\":0"));
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
        }
    }

    private static List<List<String>> requests(int alerts, int ids) {
        List<List<String>> requests = new ArrayList<>();
        for (int first = 0; first < alerts; first += REQUEST_ALERTS) {
            requests.add(IntStream.range(first, first + REQUEST_ALERTS)
                    .mapToObj(number -> AlertJson.security("alert-" + number % ids, number))
                    .toList());
        }
        return requests;
    }
}
