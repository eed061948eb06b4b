package io.bellwire.config.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.config.pipeline.FlowSample.Done;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowRateTest {
    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    @Test
    void addsUpWhatTheInstancesDidInTheTimeBetweenTheirReports() {
        FlowSample before = sample(0, Map.of("a", done(100, 0), "b", done(7, 0)));
        FlowSample after = sample(5, Map.of("a", done(140, 4), "b", done(12, 5)));

        assertThat(FlowRate.between(before, after)).isEqualTo(new FlowRate(START.plusSeconds(5), 11, 0, 0));
    }

    @Test
    void instanceThatStartedAnewCountsFromNothing() {
        FlowSample before = sample(0, Map.of("a", done(1_000, 0)));
        FlowSample after = sample(5, Map.of("a", done(20, 5), "new", done(10, 5)));

        assertThat(FlowRate.between(before, after).accepted()).isEqualTo(6);
    }

    @Test
    void instanceThatFellSilentDoesNothing() {
        FlowSample before = sample(0, Map.of("a", done(1_000, 0)));

        assertThat(FlowRate.between(before, sample(5, Map.of("a", done(1_000, 0))))
                        .accepted())
                .isZero();
        assertThat(FlowRate.between(before, sample(5, Map.of())).accepted()).isZero();
    }

    private static FlowSample sample(int second, Map<String, Done> ingest) {
        return new FlowSample(START.plusSeconds(second), Map.of(PipelineStage.INGEST, ingest), Map.of(), Map.of());
    }

    private static Done done(long count, int second) {
        return new Done(count, START.plusSeconds(second));
    }
}
