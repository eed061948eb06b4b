package io.bellwire.sender;

import io.bellwire.schemas.MessageHeaders;
import io.bellwire.schemas.RejectedRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Messages that are written together, and what becomes of them. Used by the delivery loop's thread only. */
final class Batch {
    /** A usual key and usual headers are shorter. */
    private static final int OTHER_OCTETS_MAX = 512;

    private final Carriage carriage;
    private final List<Stretch> stretches = new ArrayList<>();
    private final List<RejectedRecord> unusable = new ArrayList<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private List<ByteBuffer> messages = new ArrayList<>();
    private long[] acceptedAtMillis = new long[8];
    private int newMessages;
    private int messageCount;
    private int recordCount;
    private int repeated;
    private long octets;
    private CompletableFuture<Long> written = new CompletableFuture<>();
    private long writtenAtMillis;

    Batch(Carriage carriage) {
        this.carriage = carriage;
    }

    /**
     * One message more.
     *
     * @param sentBefore whether this process had sent it before
     * @param takenBefore whether it was counted as taken before
     */
    void add(ConsumerRecord<byte[], ByteBuffer> entry, boolean sentBefore, boolean takenBefore) {
        messages.add(alone(entry.value()));
        messageCount++;
        recordCount++;
        octets += entry.value().remaining();
        repeated += sentBefore ? 1 : 0;
        if (!takenBefore) {
            if (newMessages == acceptedAtMillis.length) {
                acceptedAtMillis = Arrays.copyOf(acceptedAtMillis, 2 * newMessages);
            }
            acceptedAtMillis[newMessages++] = MessageHeaders.number(entry.headers(), MessageHeaders.ACCEPTED_AT)
                    .orElse(0);
        }
    }

    /** As Kafka's client left it, a part of its record; but one with much around it would hold all that in memory. */
    private static ByteBuffer alone(ByteBuffer message) {
        boolean little = message.array().length - message.remaining() <= OTHER_OCTETS_MAX;
        return little ? message : ByteBuffer.wrap(octets(message));
    }

    static byte[] octets(ByteBuffer message) {
        byte[] octets = new byte[message.remaining()];
        message.get(message.position(), octets);
        return octets;
    }

    /** The messages between these offsets were added; all of the partition and none of them is set aside. */
    void stretch(TopicPartition partition, long first, long last) {
        stretches.add(new Stretch(partition, first, last, false));
        next.put(partition, last + 1);
    }

    /** One record more that can never be sent. */
    void setAside(RejectedRecord entry) {
        TopicPartition partition = new TopicPartition(entry.topic(), entry.partition());
        unusable.add(entry);
        recordCount++;
        stretches.add(new Stretch(partition, entry.offset(), entry.offset(), true));
        next.put(partition, entry.offset() + 1);
    }

    /** Behind its records there is nothing up to here, or what is no message. */
    void reachesTo(TopicPartition partition, long offset) {
        next.put(partition, offset);
    }

    Carriage carriage() {
        return carriage;
    }

    /** None any more once they are written. */
    List<ByteBuffer> messages() {
        return messages;
    }

    int messageCount() {
        return messageCount;
    }

    /** Messages, and records that were set aside. */
    int recordCount() {
        return recordCount;
    }

    /** Of its messages, without frames. */
    long octets() {
        return octets;
    }

    /** In the order in which they are written. */
    List<Stretch> stretches() {
        return stretches;
    }

    /** How many this process had sent before. */
    int repeated() {
        return repeated;
    }

    /** How many were not counted as taken before. */
    int newMessages() {
        return newMessages;
    }

    /** When the new message at this place was accepted, milliseconds since the epoch; 0 when nobody said. */
    long acceptedAtMillis(int place) {
        return acceptedAtMillis[place];
    }

    /** Those set aside; none any more once they are underway. */
    List<RejectedRecord> unusable() {
        return unusable;
    }

    /** The offset behind this batch in each of its partitions. */
    Map<TopicPartition, Long> next() {
        return next;
    }

    /** Others own these partitions now: what becomes of the batch says nothing about them any more. */
    void forget(Collection<TopicPartition> partitions) {
        next.keySet().removeAll(partitions);
        stretches.removeIf(stretch -> partitions.contains(stretch.partition()));
    }

    /**
     * It is on its way.
     *
     * @param position where it ends on its connection, once the kernel took it
     * @param setAside each complete when an unusable record is safe
     */
    void underway(CompletableFuture<Long> position, List<CompletableFuture<?>> setAside) {
        unusable.clear();
        written = setAside.isEmpty()
                ? position
                : CompletableFuture.allOf(setAside.toArray(CompletableFuture<?>[]::new))
                        .thenCombine(position, (ignored, end) -> end);
    }

    boolean isDone() {
        return written.isDone();
    }

    /** Waits for the end, good or bad; false when it did not come. */
    boolean await(long nanosMax) {
        try {
            written.get(nanosMax, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What went wrong; null when all went well. Only once it is done. */
    @Nullable
    Throwable failure() {
        return written.handle((ignored, failure) ->
                        failure == null || failure.getCause() == null ? failure : failure.getCause())
                .getNow(null);
    }

    /** Whether it ends at this position of this connection or before; only once it is done without a failure. */
    boolean endsWithin(long position, long connection) {
        return carriage.connection() < connection || written.join() <= position;
    }

    /** The kernel took it, so that its messages need not be kept. */
    void wasWritten(long atMillis) {
        writtenAtMillis = atMillis;
        messages = List.of();
    }

    long writtenAtMillis() {
        return writtenAtMillis;
    }

    /** Together with the next one, which was taken too, it ends where that one does. */
    void extendedBy(Batch following) {
        messageCount += following.messageCount;
        recordCount += following.recordCount;
        octets += following.octets;
        next.putAll(following.next);
        written = following.written;
    }

    /** Nothing more is asked of it than where it ends. */
    void wasTaken() {
        acceptedAtMillis = new long[0];
        stretches.clear();
    }
}
