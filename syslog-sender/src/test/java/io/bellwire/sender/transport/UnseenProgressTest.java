package io.bellwire.sender.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnseenProgressTest {
    private static final long SEND_BUFFER = 1_000;

    private long written;
    private long nanos;
    private final UnseenProgress progress = new UnseenProgress(() -> written, () -> SEND_BUFFER, nanos);

    @Test
    void whatIsFurtherBehindThanTheSendBufferHoldsIsTaken() {
        written = 1_500;
        assertThat(progress.look(nanos).taken()).isEqualTo(500);
    }

    @Test
    void theRestIsTakenAfterFiveQuietSeconds() {
        written = 800;
        progress.look(nanos);
        nanos += Duration.ofMillis(4_999).toNanos();
        assertThat(progress.look(nanos).taken()).isZero();
        written = 900;
        nanos += Duration.ofMillis(1).toNanos();
        assertThat(progress.look(nanos).taken()).isZero();

        nanos += Duration.ofSeconds(5).toNanos();
        assertThat(progress.look(nanos).taken()).isEqualTo(900);
    }

    @Test
    void nothingIsProven() {
        written = 1_000_000;
        progress.look(nanos);
        nanos += Duration.ofDays(1).toNanos();
        assertThat(progress.look(nanos)).isEqualTo(new Reached(1_000_000, 0, Duration.ZERO));
    }
}
