package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.siem.FakeSiem;
import io.bellwire.siem.SiemSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two sensors; the operator designates now the one and now the other while alerts flow. */
@Timeout(300)
class DesignationMovedIT {
    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final int ALERTS = 20_000;
    private static final int REQUEST_ALERTS = 250;
    private static final int IDS = 1_000;
    private static final int MOVES = 4;
    private static final String OTHER_SENSOR = "DC02";

    /** A part of a window, as of a SIEM that did not read all in time at the moment of a move. */
    private static final int REPEATED_MAX = 10_000;

    @Test
    void nothingIsLostAndHardlyAnythingRepeated(@TempDir Path directory) throws Exception {
        Arrivals arrivals = new Arrivals();
        try (FakeSiem siem = SiemSetup.tcp()
                        .countingOnly()
                        .handingOverTo(arrivals::add)
                        .listen();
                Services services = Services.start(directory, KafkaProcess.start(directory.resolve("broker")))) {
            startOtherSensor(services);
            SettingsJson settings = SettingsJson.tcp(siem.port());
            services.api().save(settings.toString());

            CompletableFuture<Void> posting = CompletableFuture.runAsync(() -> postAll(services.api()));
            for (int move = 1; move <= MOVES; move++) {
                int enough = move * ALERTS / (MOVES + 1);
                await().atMost(WITHIN).until(() -> arrivals.distinct() >= enough);
                services.api()
                        .save(settings.from(move % 2 == 1 ? OTHER_SENSOR : Bellwire.SENSOR)
                                .toString());
            }
            posting.get();

            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(arrivals.distinct()).isEqualTo(ALERTS));
            arrivals.assertOrderKept();
            assertThat(arrivals.repeated()).isLessThanOrEqualTo(REPEATED_MAX);
            System.out.println("DesignationMovedIT: " + MOVES + " moves, " + arrivals.distinct() + " alerts arrived, "
                    + arrivals.repeated() + " of them again");
        }
    }

    private static void startOtherSensor(Services services) throws Exception {
        services.startSender(OTHER_SENSOR).awaitReady();
        await().atMost(WITHIN)
                .untilAsserted(
                        () -> assertThat(services.api().get("/api/v1/sensors").body())
                                .contains("\"name\":\"DC01\"", "\"name\":\"DC02\""));
    }

    private static void postAll(BellwireApi api) {
        try {
            for (int first = 0; first < ALERTS; first += REQUEST_ALERTS) {
                api.accept(IntStream.range(first, first + REQUEST_ALERTS)
                        .mapToObj(number -> AlertJson.security("alert-" + number % IDS, number))
                        .toList());
            }
        } catch (Exception e) {
            throw new AssertionError("posting failed", e);
        }
    }
}
