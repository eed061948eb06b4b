package io.bellwire.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void medianIsTheMiddleOne() {
        assertThat(Figures.median(List.of(9.0, 1.0, 5.0), figure -> figure)).isEqualTo(5);
        assertThat(Figures.median(List.of(9.0, 1.0, 5.0, 6.0), figure -> figure))
                .isEqualTo(5.5);
        assertThat(Figures.median(List.of(4.0), figure -> figure)).isEqualTo(4);
    }

    @Test
    void percentileIsOneOfTheValues() {
        int[] hundred = IntStream.rangeClosed(1, 100).toArray();

        assertThat(Figures.percentile(hundred, 50)).isEqualTo(50);
        assertThat(Figures.percentile(hundred, 99)).isEqualTo(99);
        assertThat(Figures.percentile(hundred, 100)).isEqualTo(100);
        assertThat(Figures.percentile(new int[] {7}, 50)).isEqualTo(7);
        assertThat(Figures.percentile(new int[0], 99)).isZero();
    }

    @Test
    void eachRoundBeginsWithAnotherOne() {
        List<String> all = List.of("a", "b", "c");

        assertThat(Rounds.inTurn(all, 1)).containsExactly("a", "b", "c");
        assertThat(Rounds.inTurn(all, 2)).containsExactly("b", "c", "a");
        assertThat(Rounds.inTurn(all, 4)).containsExactly("a", "b", "c");
    }
}
