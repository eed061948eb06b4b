package io.bellwire.ingest;

import io.bellwire.benchmarks.ReferenceRequests;
import io.bellwire.schemas.Alert;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Alerts a second that one core reads from requests and checks; in the intake's package, since nobody else decodes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
public class IntakeBenchmark {
    private static final int ALERTS_A_REQUEST = 500;
    private static final Instant ACCEPTED_AT = Instant.parse("2026-11-24T08:00:05Z");

    private final AlertDecoder decoder =
            new AlertDecoder(new AlertRequest.Defaults("Microsoft", "Azure ATP", "2.241.180.0", AlertCatalogue.load()));
    private final BytesInFlight bytesInFlight = new BytesInFlight(RequestBody.BYTES_MAX);
    private final byte[] array = ReferenceRequests.array(ALERTS_A_REQUEST).getBytes(StandardCharsets.UTF_8);
    private final byte[] lines = ReferenceRequests.lines(ALERTS_A_REQUEST).getBytes(StandardCharsets.UTF_8);

    @Benchmark
    @OperationsPerInvocation(ALERTS_A_REQUEST)
    public List<Alert> array() throws IOException {
        Faults faults = new Faults();
        try (BytesInFlight.Share share = bytesInFlight.share()) {
            return allOf(decoder.document(body(array, share).readAllBytes(), ACCEPTED_AT, faults));
        }
    }

    @Benchmark
    @OperationsPerInvocation(ALERTS_A_REQUEST)
    public List<Alert> lines() throws IOException {
        Faults faults = new Faults();
        try (BytesInFlight.Share share = bytesInFlight.share()) {
            return allOf(AlertLines.read(body(lines, share), decoder, ACCEPTED_AT, faults));
        }
    }

    private static InputStream body(byte[] bytes, BytesInFlight.Share share) {
        return new RequestBody(new ByteArrayInputStream(bytes), share);
    }

    /** One that is refused would be a cheap one. */
    private static List<Alert> allOf(List<Alert> alerts) {
        if (alerts.size() != ALERTS_A_REQUEST) {
            throw new IllegalStateException("refused");
        }
        return alerts;
    }
}
