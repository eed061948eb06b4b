package io.bellwire.sender.transport;

import io.bellwire.schemas.Framing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Messages a second that one core checks and frames; in the sender's package, since the writer is nobody else's. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class FrameWriterBenchmark {
    private static final int MESSAGES_A_BATCH = 500;
    private static final int MESSAGE_OCTETS = 830;

    @Param
    Framing framing = Framing.OCTET_COUNTING;

    private final List<ByteBuffer> messages = Collections.nCopies(MESSAGES_A_BATCH, message());

    @Benchmark
    @OperationsPerInvocation(MESSAGES_A_BATCH)
    public int frame() {
        FrameWriter writer = new FrameWriter(framing);
        int octets = 0;
        for (ByteBuffer message : messages) {
            if (writer.refusal(message) != null) {
                throw new IllegalStateException("refused");
            }
        }
        for (ByteBuf buffer : writer.frames(PooledByteBufAllocator.DEFAULT, messages)) {
            octets += buffer.readableBytes();
            buffer.release();
        }
        return octets;
    }

    private static ByteBuffer message() {
        byte[] message = new byte[MESSAGE_OCTETS];
        Arrays.fill(message, (byte) 'x');
        return ByteBuffer.wrap(message);
    }
}
