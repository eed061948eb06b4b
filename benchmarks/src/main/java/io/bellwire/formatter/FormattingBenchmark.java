package io.bellwire.formatter;

import io.bellwire.benchmarks.ReferenceAlerts;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.Transport;
import io.bellwire.settings.AdvancedSettings;
import io.bellwire.settings.Notifications;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.settings.SyslogSettings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
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

/**
 * Records a second that one core makes of records, but for what Kafka itself does with them; in the formatter's package,
 * since the batch is nobody else's.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
public class FormattingBenchmark {
    private static final int ALERTS_A_BATCH = 500;

    private final Topics topics = new Topics("", 1, null);
    private final SavedSettings settings = new SavedSettings(
            1,
            Instant.EPOCH,
            "admin",
            new SyslogSettings(
                    true,
                    "DC1",
                    new SiemEndpoint("127.0.0.1", 514),
                    Transport.TCP,
                    SyslogFormat.RFC5424,
                    new Notifications(true, true, true),
                    null,
                    AdvancedSettings.defaults(Transport.TCP, SyslogFormat.RFC5424)));
    private final List<ConsumerRecord<byte[], byte[]>> alerts = records();
    private final CountingProducer producer = new CountingProducer();

    @Benchmark
    @OperationsPerInvocation(ALERTS_A_BATCH)
    public long format() {
        FormattingBatch batch = new FormattingBatch(settings, topics);
        batch.format(alerts, producer);
        if (batch.tally().formattedCount() != ALERTS_A_BATCH) {
            throw new IllegalStateException("not all alerts became messages");
        }
        return producer.octets;
    }

    private static List<ConsumerRecord<byte[], byte[]>> records() {
        List<byte[]> values = ReferenceAlerts.usualValues();
        return IntStream.range(0, ALERTS_A_BATCH)
                .mapToObj(offset -> new ConsumerRecord<>(
                        "alerts",
                        0,
                        (long) offset,
                        ("key-" + offset).getBytes(StandardCharsets.US_ASCII),
                        values.get(offset % values.size())))
                .toList();
    }

    /** Has taken every record at once, and keeps none. */
    private static final class CountingProducer extends MockProducer<byte[], byte[]> {
        private final Future<@Nullable RecordMetadata> taken = CompletableFuture.completedFuture(null);
        private long octets;

        @Override
        public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> entry) {
            octets += entry.value().length;
            return taken;
        }
    }
}
