package io.bellwire.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.cef.EncodedMessage;
import io.bellwire.schemas.SyslogFormat;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** They still run, and measure what they say; how fast is for another day. */
class BenchmarksTest {
    @Test
    void messageOfTheReferenceAlertHasAbout830Octets() {
        assertThat(encoded(EncoderBenchmark.Kind.USUAL).bytes().length).isBetween(800, 860);
        assertThat(encoded(EncoderBenchmark.Kind.USUAL).isShortened()).isFalse();
    }

    @Test
    void onlyTheLongAlertHasToBeShortened() {
        assertThat(encoded(EncoderBenchmark.Kind.NASTY).isShortened()).isFalse();
        assertThat(encoded(EncoderBenchmark.Kind.TOO_LONG).shortened()).contains("msg");
        assertThat(encoded(EncoderBenchmark.Kind.TOO_LONG).bytes().length).isBetween(900, 1024);
    }

    @Test
    void everyBenchmarkRuns() throws Exception {
        var quick = new OptionsBuilder()
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(10))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();

        assertThat(new Runner(quick).run())
                .hasSize(13)
                .allSatisfy(result ->
                        assertThat(result.getPrimaryResult().getScore()).isPositive());
    }

    private static EncodedMessage encoded(EncoderBenchmark.Kind alerts) {
        EncoderBenchmark benchmark = new EncoderBenchmark();
        benchmark.format = SyslogFormat.RFC5424;
        benchmark.alerts = alerts;
        benchmark.open();
        return benchmark.encode();
    }
}
