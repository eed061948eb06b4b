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
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole process is killed with SIGKILL in the middle of its work and started again. */
@Timeout(300)
class KilledIT {
    private static final Duration WITHIN = Duration.ofSeconds(120);
    private static final int ALERTS = 50_000;
    private static final int KILL_AFTER = 20_000;
    private static final int REQUEST_ALERTS = 250;
    private static final int IDS = 1_000;

    @Test
    void everyAlertThatWasAnsweredWith202Arrives(@TempDir Path directory) throws Exception {
        Arrivals arrivals = new Arrivals();
        try (FakeSiem siem = SiemSetup.tcp()
                        .countingOnly()
                        .handingOverTo(arrivals::add)
                        .listen();
                Bellwire bellwire = Bellwire.start(directory)) {
            bellwire.api().save(SettingsJson.tcp(siem.port()).toString());

            CompletableFuture<List<Integer>> answered = postUntilBroken(bellwire.api());
            await().atMost(WITHIN).until(() -> arrivals.distinct() >= KILL_AFTER);
            bellwire.kill();
            List<Integer> accepted = new ArrayList<>(answered.get());
            assertThat(accepted).as("killed in the middle").hasSizeLessThan(ALERTS);
            bellwire.startAgain();
            for (int first = accepted.size(); first < ALERTS; first += REQUEST_ALERTS) {
                bellwire.api().accept(request(first));
                IntStream.range(first, first + REQUEST_ALERTS).forEach(accepted::add);
            }

            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(accepted).allMatch(number -> arrivals.has(id(number), number)));
            arrivals.assertOrderKept();
            System.out.println("KilledIT: " + accepted.size() + " accepted, " + arrivals.distinct() + " arrived, "
                    + arrivals.repeated() + " of them again");
        }
    }

    /** Posts one request after another until one is not answered with 202; returns the numbers that were. */
    private static CompletableFuture<List<Integer>> postUntilBroken(BellwireApi api) {
        return CompletableFuture.supplyAsync(() -> {
            List<Integer> accepted = new ArrayList<>();
            try {
                for (int first = 0; first < ALERTS && api.post(request(first)) == 202; first += REQUEST_ALERTS) {
                    IntStream.range(first, first + REQUEST_ALERTS).forEach(accepted::add);
                }
            } catch (IOException killed) {
                return accepted;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return accepted;
        });
    }

    private static List<String> request(int first) {
        return IntStream.range(first, first + REQUEST_ALERTS)
                .mapToObj(number -> AlertJson.security(id(number), number))
                .toList();
    }

    private static String id(int number) {
        return "alert-" + number % IDS;
    }
}
