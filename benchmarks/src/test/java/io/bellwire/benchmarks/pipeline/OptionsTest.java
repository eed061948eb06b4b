package io.bellwire.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwire.benchmarks.pipeline.Options.Comparison;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    private static final Set<String> KNOWN = Set.of("rsyslog", "hand");

    @Test
    void withoutArgumentsTwoMillionAlertsPassTheUsualOnesThreeTimes() {
        Options options = Options.of(KNOWN);

        assertThat(options.comparison()).isEqualTo(Comparison.THROUGHPUT);
        assertThat(options.alerts()).isEqualTo(2_000_000);
        assertThat(options.rounds()).isEqualTo(3);
        assertThat(options.contenders()).containsExactly("rsyslog", "hand", "services", "standalone");
    }

    @Test
    void orderOfArgumentsIsFreeButForThatOfContenders() {
        Options options = Options.of(KNOWN, "hand", "rate=100", "latency", "warmup=2", "rsyslog", "alerts=0.5");

        assertThat(options.comparison()).isEqualTo(Comparison.LATENCY);
        assertThat(options.alerts()).isEqualTo(500_000);
        assertThat(options.pace().warmUpAlerts()).isEqualTo(200);
        assertThat(options.pace().alerts()).isEqualTo(3200);
        assertThat(options.contenders()).containsExactly("hand", "rsyslog");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsylog", "round=3", "rounds=0", "rounds=0.5", "rounds=", "alerts=many", "octets=9000"})
    void whatIsNotUnderstoodIsRefused(String argument) {
        assertThatThrownBy(() -> Options.of(KNOWN, argument))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(argument.split("=", 2)[0]);
    }
}
