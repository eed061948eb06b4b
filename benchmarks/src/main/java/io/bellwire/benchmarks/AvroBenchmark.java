package io.bellwire.benchmarks;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.UndecodableRecordException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Alerts a second that one core turns into the bytes of a Kafka value, and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
public class AvroBenchmark {
    private final AvroSerde<Alert> serde = AvroSerde.alerts();
    private final Alert[] alerts = ReferenceAlerts.usual();
    private final List<byte[]> values = ReferenceAlerts.usualValues();
    private int next;

    @Benchmark
    public byte[] serialize() {
        next = (next + 1) % ReferenceAlerts.COUNT;
        return serde.serialize(alerts[next]);
    }

    @Benchmark
    public Alert deserialize() throws UndecodableRecordException {
        next = (next + 1) % ReferenceAlerts.COUNT;
        return serde.deserialize(values.get(next));
    }
}
