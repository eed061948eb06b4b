package io.bellwire.sender;

import io.bellwire.schemas.MessageHeaders;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The messages of one poll on their way to the SIEM. Used by the delivery loop's thread only. */
final class Batch {
    private final List<byte[]> messages;
    private final long[] acceptedAtMillis;
    private final List<ConsumerRecord<byte[], byte[]>> unusable = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private int repeated;
    private CompletableFuture<?> done = new CompletableFuture<>();

    /**
     * Sorts the usable records from the others.
     *
     * @param refusal why a message can never be sent; null when it can
     */
    Batch(ConsumerRecords<byte[], byte[]> records, WrittenOffsets offsets, Function<byte[], @Nullable String> refusal) {
        messages = new ArrayList<>(records.count());
        acceptedAtMillis = new long[records.count()];
        for (TopicPartition partition : records.partitions()) {
            long sentBefore = offsets.sent(partition);
            for (ConsumerRecord<byte[], byte[]> entry : records.records(partition)) {
                add(entry, sentBefore, refusal);
            }
        }
        records.nextOffsets().forEach((partition, offset) -> next.put(partition, offset.offset()));
    }

    private void add(
            ConsumerRecord<byte[], byte[]> entry, long sentBefore, Function<byte[], @Nullable String> refusal) {
        byte[] message = entry.value();
        String reason = message == null || message.length == 0 ? "message is empty" : refusal.apply(message);
        if (reason != null) {
            unusable.add(entry);
            reasons.add(reason);
            return;
        }
        acceptedAtMillis[messages.size()] = MessageHeaders.number(entry.headers(), MessageHeaders.ACCEPTED_AT)
                .orElse(0);
        messages.add(message);
        if (entry.offset() < sentBefore) {
            repeated++;
        }
    }

    List<byte[]> messages() {
        return messages;
    }

    /** How many were sent before, over a connection that broke. */
    int repeated() {
        return repeated;
    }

    /** When the alert of the message at this place was accepted, milliseconds since the epoch; 0 when nobody said. */
    long acceptedAtMillis(int place) {
        return acceptedAtMillis[place];
    }

    List<ConsumerRecord<byte[], byte[]>> unusable() {
        return unusable;
    }

    /** Why the unusable record at this place is so. */
    String reason(int place) {
        return reasons.get(place);
    }

    /** The offset behind this batch in each of its partitions. */
    Map<TopicPartition, Long> next() {
        return next;
    }

    /** Others own these partitions now: what becomes of the batch says nothing about them any more. */
    void forget(Collection<TopicPartition> partitions) {
        next.keySet().removeAll(partitions);
    }

    /** Its end is that of all the parts. */
    void doneWith(List<CompletableFuture<?>> parts) {
        done = CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new));
    }

    boolean isDone() {
        return done.isDone();
    }

    /** Waits for the end, good or bad; false when it did not come. */
    boolean await(long nanosMax) {
        try {
            done.get(nanosMax, TimeUnit.NANOSECONDS);
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
        return done.handle((ignored, failure) ->
                        failure == null || failure.getCause() == null ? failure : failure.getCause())
                .getNow(null);
    }
}
