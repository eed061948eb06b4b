package io.bellwire.config.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.config.pipeline.FlowRate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateChartTest {
    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    @Test
    void drawsFromLeftToRightWithTheHighestAtTheTop() {
        RateChart chart = RateChart.of(
                List.of(
                        new FlowRate(START, 0, 0, 0),
                        new FlowRate(START.plusSeconds(5), 2_000, 500, 0),
                        new FlowRate(START.plusSeconds(10), 1_000, 1_500, 1_000)),
                "delivered");

        assertThat(chart.accepted()).isEqualTo("0.0,118.0 300.0,2.0 600.0,60.0");
        assertThat(chart.formatted()).isEqualTo("0.0,118.0 300.0,89.0 600.0,31.0");
        assertThat(chart.delivered()).isEqualTo("0.0,118.0 300.0,118.0 600.0,60.0");
        assertThat(chart.top()).isEqualTo("2,000");
        assertThat(chart.since()).isEqualTo("08:00:00 UTC");
        assertThat(chart.summary()).isEqualTo("1,000 accepted, 1,500 formatted and 1,000 delivered a second.");
    }

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(RateChart.of(List.of(), "delivered").summary()).isEqualTo("Not known yet.");
        assertThat(RateChart.of(List.of(), "delivered").accepted()).isEmpty();
    }

    @Test
    void oneQuietStepLiesAtTheBottom() {
        RateChart chart = RateChart.of(List.of(new FlowRate(START, 0, 0.2, 0)), "sent");

        assertThat(chart.accepted()).isEqualTo("0.0,118.0");
        assertThat(chart.summary()).isEqualTo("0 accepted, 0.2 formatted and 0 sent a second.");
    }
}
