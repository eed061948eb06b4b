package io.bellwire.benchmarks.handwritten;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * Committed messages to one blocking socket, with octet counting; offsets are committed every second, whatever became of
 * what was written. Arguments are the bootstrap servers, the topic, the consumer group and the port.
 */
public final class HandWrittenSender {
    private static final Duration POLL_MAX = Duration.ofMillis(500);
    private static final long COMMIT_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int OCTETS_AT_ONCE = 256 << 10;

    private final ByteBuffer frames = ByteBuffer.allocate(OCTETS_AT_ONCE);
    private final OutputStream out;
    private long committedNanos = System.nanoTime();

    private HandWrittenSender(OutputStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[3]));
                var consumer = new KafkaConsumer<>(
                        Clients.consumer(arguments[0], arguments[2]),
                        new ByteArrayDeserializer(),
                        new ByteBufferDeserializer())) {
            socket.setTcpNoDelay(true);
            consumer.subscribe(List.of(arguments[1]));
            HandWrittenSender sender = new HandWrittenSender(socket.getOutputStream());
            while (true) {
                sender.send(consumer);
            }
        }
    }

    private void send(KafkaConsumer<byte[], ByteBuffer> consumer) throws IOException {
        ConsumerRecords<byte[], ByteBuffer> messages = consumer.poll(POLL_MAX);
        for (ConsumerRecord<byte[], ByteBuffer> message : messages) {
            add(message.value());
        }
        write();
        if (!messages.isEmpty() && System.nanoTime() - committedNanos > COMMIT_EVERY_NANOS) {
            consumer.commitSync();
            committedNanos = System.nanoTime();
        }
    }

    private void add(ByteBuffer message) throws IOException {
        byte[] length = Integer.toString(message.remaining()).getBytes(US_ASCII);
        if (frames.remaining() < length.length + 1 + message.remaining()) {
            write();
        }
        frames.put(length).put((byte) ' ').put(message);
    }

    private void write() throws IOException {
        out.write(frames.array(), 0, frames.position());
        frames.clear();
    }
}
