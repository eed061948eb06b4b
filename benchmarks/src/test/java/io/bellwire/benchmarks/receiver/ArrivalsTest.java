package io.bellwire.benchmarks.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivalsTest {
    @TempDir
    Path directory;

    private Arrivals written;
    private Arrivals watched;

    @BeforeEach
    void open() throws IOException {
        Path file = directory.resolve("arrivals");
        written = new Arrivals(file, 10);
        watched = new Arrivals(file, 10);
    }

    @Test
    void whoeverWatchesSeesWhatCame() {
        written.add(3, 500);
        written.add(9, 200);
        written.add(3, 900);
        written.readAt(70);
        written.readAt(80);

        assertThat(watched.different()).isEqualTo(2);
        assertThat(watched.twice()).isEqualTo(1);
        assertThat(watched.firstNanos()).isEqualTo(70);
        assertThat(watched.lastNanos()).isEqualTo(80);
        assertThat(watched.sortedDelays(0, 10)).containsExactly(200, 500);
        assertThat(watched.sortedDelays(4, 10)).containsExactly(200);
    }

    @Test
    void forgetsEverything() {
        written.add(3, 500);
        written.readAt(70);

        written.clear();

        assertThat(watched.different()).isZero();
        assertThat(watched.firstNanos()).isZero();
        assertThat(watched.sortedDelays(0, 10)).isEmpty();
    }

    @Test
    void numberThatWasNotSentIsRefused() {
        assertThatThrownBy(() -> written.add(10, 1)).hasMessageContaining("never sent");
    }
}
