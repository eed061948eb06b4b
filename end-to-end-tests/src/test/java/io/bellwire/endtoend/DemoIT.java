package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer sees first. */
@Timeout(200)
class DemoIT {
    private static final Duration WITHIN = Duration.ofMinutes(1);

    @Test
    void printsWhatItsSiemReceivesAndEndsInOrder(@TempDir Path directory) throws Exception {
        try (Bellwire demo = Bellwire.startDemo(directory)) {
            await().atMost(WITHIN).until(() -> demo.log().contains("CEF:0|Microsoft|Azure ATP|"));

            demo.stop();

            assertThat(demo.log()).doesNotContain("No connection to the SIEM");
        }
    }
}
