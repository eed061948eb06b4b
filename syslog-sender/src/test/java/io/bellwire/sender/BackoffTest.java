package io.bellwire.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

    private long nanos;
    private final ReconnectTimer timer = new ReconnectTimer(BACKOFF, () -> nanos);

    @Test
    void doublesUpToTheLongest() {
        assertThat(IntStream.range(0, 9).mapToObj(i -> BACKOFF.delay(i).toSeconds()))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
        assertThat(BACKOFF.delay(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void refusesATimeThatCannotDouble() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessageContaining("bellwire.backoff-first");
    }

    @Test
    void isDueAtOnceAndThenAfterEachDelay() {
        assertThat(timer.isDue()).isTrue();
        timer.failed();
        pass(Duration.ofMillis(999));
        assertThat(timer.isDue()).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(timer.isDue()).isTrue();
        timer.failed();
        pass(Duration.ofMillis(1999));
        assertThat(timer.isDue()).isFalse();
    }

    @Test
    void aSiemThatAcceptsAndClosesAtOnceIsNotHammered() {
        for (int i = 0; i < 3; i++) {
            timer.connected();
            timer.failed();
        }
        pass(Duration.ofMillis(3999));
        assertThat(timer.isDue()).isFalse();
    }

    @Test
    void beginsAnewAfterAConnectionThatLasted() {
        timer.failed();
        timer.failed();
        timer.connected();
        pass(Duration.ofSeconds(10));

        assertThat(timer.isStable()).isTrue();
        timer.failed();
        assertThat(timer.isStable()).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(timer.isDue()).isTrue();
    }

    @Test
    void anotherEndpointIsTriedAtOnce() {
        timer.failed();
        timer.reset();

        assertThat(timer.isDue()).isTrue();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
