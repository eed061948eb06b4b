package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.siem.FakeSiem;
import io.bellwire.siem.SiemSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole process is killed with SIGKILL in the middle of its work and started again. */
@Timeout(300)
class KilledIT {
    private static final Duration WITHIN = Duration.ofMinutes(2);
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

            bellwire.api().accept(List.of(AlertJson.security("first", 0)));
            await().atMost(WITHIN).until(() -> arrivals.has("first", 0));

            List<Integer> accepted = Collections.synchronizedList(new ArrayList<>());
            CompletableFuture<?> posting = postUntilBroken(bellwire.api(), accepted);
            await().atMost(WITHIN).until(() -> accepted.size() >= KILL_AFTER);
            bellwire.kill();
            posting.get();
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

    /** Posts one request after another until one is not answered with 202; notes the numbers of those that were. */
    private static CompletableFuture<?> postUntilBroken(BellwireApi api, List<Integer> accepted) {
        return CompletableFuture.runAsync(() -> {
            try {
                for (int first = 0; first < ALERTS && api.post(request(first)) == 202; first += REQUEST_ALERTS) {
                    IntStream.range(first, first + REQUEST_ALERTS).forEach(accepted::add);
                }
            } catch (IOException killed) {
                // The request on its way was not answered, and may be posted again.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
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
