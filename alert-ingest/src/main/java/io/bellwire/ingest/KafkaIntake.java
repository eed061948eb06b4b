package io.bellwire.ingest;

import io.bellwire.schemas.Topics;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.messaging.Message;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes alerts in from the topic {@code alerts-incoming}. All that it writes for a batch stands in one Kafka transaction
 * with the consumed offsets; it never throws for a record, since the whole batch would come again and again.
 */
final class KafkaIntake implements Consumer<Message<List<ConsumerRecord<byte[], byte[]>>>> {
    private final Supplier<KafkaTemplate<byte[], byte[]>> templates;
    private final AlertDecoder decoder;
    private final Topics topics;
    private final IntakeMetrics metrics;
    private final Clock clock;
    private volatile @Nullable KafkaTemplate<byte[], byte[]>
            template; // made at the first batch, when the binder stands

    /** @param templates take part in the transaction that stands open on the calling thread */
    KafkaIntake(
            Supplier<KafkaTemplate<byte[], byte[]>> templates,
            AlertDecoder decoder,
            Topics topics,
            IntakeMetrics metrics,
            Clock clock) {
        this.templates = templates;
        this.decoder = decoder;
        this.topics = topics;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void accept(Message<List<ConsumerRecord<byte[], byte[]>>> batch) {
        IncomingBatch incoming = new IncomingBatch(decoder, topics, clock.instant());
        template().execute((Producer<byte[], byte[]> producer) -> {
            for (ConsumerRecord<byte[], byte[]> entry : batch.getPayload()) {
                // The transaction's commit waits for it and fails if it failed.
                var unused = producer.send(incoming.outcome(entry));
            }
            return batch;
        });
        whenCommitted(() -> incoming.count(metrics));
    }

    /** A batch that is taken back comes again and must not be counted twice. */
    private static void whenCommitted(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }

    private KafkaTemplate<byte[], byte[]> template() {
        KafkaTemplate<byte[], byte[]> known = template;
        if (known == null) {
            known = templates.get();
            template = known;
        }
        return known;
    }
}
