package io.bellwire.benchmarks;

import io.bellwire.cef.EncodedMessage;
import io.bellwire.cef.SyslogMessageEncoder;
import io.bellwire.schemas.Alert;
import io.bellwire.schemas.SyslogFormat;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Messages a second that one core makes of alerts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
public class EncoderBenchmark {
    /** What the alerts are like, and the limit in octets that they meet. */
    public enum Kind {
        USUAL,
        NASTY,
        TOO_LONG;

        private Alert[] alerts() {
            return switch (this) {
                case USUAL -> ReferenceAlerts.usual();
                case NASTY -> ReferenceAlerts.nasty();
                case TOO_LONG -> ReferenceAlerts.tooLong();
            };
        }

        private int octetsMax() {
            return this == TOO_LONG ? 1024 : 8000;
        }
    }

    @Param
    SyslogFormat format = SyslogFormat.RFC5424;

    @Param
    Kind alerts = Kind.USUAL;

    private SyslogMessageEncoder encoder = ReferenceMessages.encoder(format, alerts.octetsMax());
    private Alert[] given = alerts.alerts();
    private int next;

    @Setup
    public void open() {
        encoder = ReferenceMessages.encoder(format, alerts.octetsMax());
        given = alerts.alerts();
    }

    @Benchmark
    public EncodedMessage encode() {
        next = (next + 1) % ReferenceAlerts.COUNT;
        return encoder.encode(given[next]);
    }
}
