package io.bellwire.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.schemas.ConnectionChange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ConnectionHistoryTest {
    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    private final TurnedClock clock = new TurnedClock();
    private final ConnectionHistory history = new ConnectionHistory(clock);

    @Test
    void theNewestComesFirstAndTheSameAgainIsCounted() {
        history.connected("connected to siem");
        clock.turn();
        history.failed("refused");
        clock.turn();
        history.failed("refused");
        clock.turn();
        history.connected("connected to siem");

        assertThat(history.changes())
                .containsExactly(
                        new ConnectionChange(START.plusSeconds(3), START.plusSeconds(3), 1, true, "connected to siem"),
                        new ConnectionChange(START.plusSeconds(1), START.plusSeconds(2), 2, false, "refused"),
                        new ConnectionChange(START, START, 1, true, "connected to siem"));
    }

    @Test
    void onlyTheLastOnesAreKept() {
        for (int i = 0; i <= ConnectionHistory.KEPT_MAX; i++) {
            history.failed("failure " + i);
        }

        assertThat(history.changes()).hasSize(ConnectionHistory.KEPT_MAX);
        assertThat(history.changes().get(0).getWords()).isEqualTo("failure " + ConnectionHistory.KEPT_MAX);
    }

    @Test
    void longWordsAreCut() {
        history.failed("x".repeat(5_000));

        assertThat(history.changes().get(0).getWords()).hasSize(ConnectionHistory.CHARACTERS_MAX + " ...".length());
    }

    private static final class TurnedClock extends Clock {
        private Instant now = START;

        void turn() {
            now = now.plus(Duration.ofSeconds(1));
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
