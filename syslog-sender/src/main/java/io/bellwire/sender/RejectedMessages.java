package io.bellwire.sender;

import io.bellwire.schemas.RejectedRecord;
import io.bellwire.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets aside records that can never be sent, with their bytes and the reason, so that they block nobody. */
final class RejectedMessages {
    private static final Logger log = LoggerFactory.getLogger(RejectedMessages.class);

    private final Producer<byte[], byte[]> producer;
    private final Topics topics;
    private final SenderMetrics metrics;

    RejectedMessages(Producer<byte[], byte[]> producer, Topics topics, SenderMetrics metrics) {
        this.producer = producer;
        this.topics = topics;
        this.metrics = metrics;
    }

    /**
     * Each completes when an unusable record of the batch is safe in the topic {@code rejected}; only then may its offset
     * be committed.
     */
    List<CompletableFuture<?>> setAside(Batch batch) {
        List<CompletableFuture<?>> parts = new ArrayList<>();
        for (RejectedRecord unusable : batch.unusable()) {
            CompletableFuture<?> safe = setAside(unusable);
            if (safe.isCompletedExceptionally()) {
                throw new KafkaException("the topic for rejected records does not answer");
            }
            parts.add(safe);
            metrics.rejected();
        }
        if (!parts.isEmpty()) {
            RejectedRecord first = batch.unusable().get(0);
            log.atWarn()
                    .addKeyValue("count", parts.size())
                    .addKeyValue("alertId", first.alertId())
                    .addKeyValue("topic", first.topic())
                    .addKeyValue("partition", first.partition())
                    .addKeyValue("offset", first.offset())
                    .addKeyValue("reason", first.reason())
                    .log("Records cannot be sent and are set aside, this one first");
        }
        return parts;
    }

    private CompletableFuture<@Nullable Void> setAside(RejectedRecord unusable) {
        CompletableFuture<@Nullable Void> safe = new CompletableFuture<>();
        var unused = producer.send(unusable.toProducerRecord(topics), (metadata, failure) -> {
            if (failure == null) {
                safe.complete(null);
            } else {
                safe.completeExceptionally(failure);
            }
        });
        return safe;
    }
}
