package io.bellwire.sender.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcknowledgedProgressTest {
    private static final long WINDOW = 64_000;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private TcpState kernel = new TcpState(0, true, false, WINDOW, 0, 0);
    private long nanos;
    private final AcknowledgedProgress progress = new AcknowledgedProgress(() -> kernel, nanos);

    @Test
    void nothingIsTakenBeforeItIsAcknowledged() {
        kernel = new TcpState(0, true, true, WINDOW, 0, 0);

        assertThat(lookFor(Duration.ofMinutes(1)).taken()).isZero();
    }

    @Test
    void whatIsAcknowledgedIsTakenOnceTheWindowStoodOpenForTwoSeconds() {
        look();
        acknowledged(10_000, WINDOW);

        assertThat(lookFor(Duration.ofMillis(1_980)).taken()).isZero();
        assertThat(lookFor(Duration.ofMillis(60)).taken()).isEqualTo(10_000);
        assertThat(look().proven()).as("the quiet of a window proves nothing").isZero();
    }

    @Test
    void aWindowThatNarrowsForOneLookBeginsTheTwoSecondsAnew() {
        look();
        acknowledged(10_000, WINDOW);
        lookFor(Duration.ofMillis(1_900));
        acknowledged(10_000, WINDOW * 8 / 10);
        look();
        acknowledged(10_000, WINDOW);

        assertThat(lookFor(Duration.ofMillis(1_980)).taken()).isZero();
        assertThat(lookFor(Duration.ofMillis(60)).taken()).isEqualTo(10_000);
    }

    @Test
    void aWindowThatNobodyLookedAtForLongDidNotStandOpen() {
        look();
        acknowledged(10_000, WINDOW);
        look();
        nanos += Duration.ofSeconds(5).toNanos();

        assertThat(look().taken()).isZero();
        assertThat(lookFor(Duration.ofMillis(2_060)).taken()).isEqualTo(10_000);
    }

    @Test
    void whatCameLaterIsTakenLater() {
        look();
        acknowledged(10_000, WINDOW);
        lookFor(Duration.ofSeconds(1));
        acknowledged(20_000, WINDOW);

        assertThat(lookFor(Duration.ofMillis(1_060)).taken()).isEqualTo(10_000);
        assertThat(lookFor(Duration.ofSeconds(1)).taken()).isEqualTo(20_000);
    }

    @Test
    void whatIsFarBehindTheLargestWindowIsProvenAndThereforeTaken() {
        look();
        for (long octets = 0; octets <= 1_000_000; octets += 1_000) {
            acknowledged(octets, WINDOW - 1_000);
            look();
        }

        assertThat(look())
                .isEqualTo(new Reached(1_000_000 - WINDOW * 5 / 2, 1_000_000 - WINDOW * 5 / 2, Duration.ZERO));
    }

    @Test
    void aWindowThatMayHaveBeenWiderBetweenTwoLooksCountsAsSo() {
        look();
        acknowledged(1_000_000, 1_000);
        look();
        acknowledged(1_600_000, 1_000);

        assertThat(look().proven()).isZero();
        acknowledged(2_502_501, 0);
        assertThat(look().proven()).isOne();
    }

    @Test
    void whatWasProvenStaysSoWhenTheWindowWidens() {
        look();
        for (long octets = 0; octets <= 500_000; octets += 1_000) {
            acknowledged(octets, 1_000);
            look();
        }
        long proven = look().proven();
        acknowledged(501_000, 10_000_000);

        assertThat(proven).isPositive();
        assertThat(look().proven()).isEqualTo(proven);
    }

    @Test
    void tellsForHowLongNothingIsTakenOfWhatWaits() {
        look();
        kernel = new TcpState(5_000, true, true, 0, 1, 100);
        look();
        Reached reached = lookFor(Duration.ofMinutes(3));

        assertThat(reached.stalled()).isEqualTo(Duration.ofMinutes(3));
        acknowledged(5_000, WINDOW);
        assertThat(look().stalled()).isZero();
    }

    @Test
    void aSlowSiemThatAnswersProbesIsNeverGone() {
        kernel = new TcpState(5_000, true, true, 0, 1, Duration.ofMinutes(2).toMillis());

        lookFor(Duration.ofHours(1));
        assertThat(progress.isGone()).isFalse();
    }

    @Test
    void oneThatAnswersNothingForHalfAMinuteIsGone() {
        for (long window : List.of(0L, WINDOW)) {
            kernel = new TcpState(5_000, true, true, window, 3, 29_999);
            look();
            assertThat(progress.isGone()).isFalse();
            kernel = new TcpState(5_000, true, true, window, 3, 30_000);
            look();
            assertThat(progress.isGone()).isTrue();
        }
    }

    private void acknowledged(long octets, long window) {
        kernel = new TcpState(octets, true, false, window, 0, 0);
    }

    private Reached look() {
        return progress.look(nanos);
    }

    private Reached lookFor(Duration time) {
        long end = nanos + time.toNanos();
        Reached reached = look();
        while (nanos < end) {
            nanos += Math.min(BETWEEN_LOOKS.toNanos(), end - nanos);
            reached = look();
        }
        return reached;
    }
}
