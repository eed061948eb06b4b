package io.bellwire.formatter;

import io.bellwire.schemas.Topics;
import io.bellwire.settings.SavedSettings;
import java.util.List;
import java.util.Objects;
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
 * Turns each batch of alerts into syslog messages, rejected records and receipts. Everything it writes stands in one
 * Kafka transaction with the consumed offsets; it never throws for a record, since the whole batch would come again and
 * again.
 */
final class AlertFormatter implements Consumer<Message<List<ConsumerRecord<byte[], byte[]>>>> {
    private final Supplier<KafkaTemplate<byte[], byte[]>> templates;
    private final Supplier<@Nullable SavedSettings> settings;
    private final Topics topics;
    private final FormatterMetrics metrics;
    private volatile @Nullable KafkaTemplate<byte[], byte[]>
            template; // made at the first batch, when the binder stands

    AlertFormatter(
            Supplier<KafkaTemplate<byte[], byte[]>> templates,
            Supplier<@Nullable SavedSettings> settings,
            Topics topics,
            FormatterMetrics metrics) {
        this.templates = templates;
        this.settings = settings;
        this.topics = topics;
        this.metrics = metrics;
    }

    @Override
    public void accept(Message<List<ConsumerRecord<byte[], byte[]>>> batch) {
        SavedSettings current = Objects.requireNonNull(settings.get(), "the binding runs only when settings exist");
        FormattingBatch formatting = new FormattingBatch(current, topics);
        template().execute((Producer<byte[], byte[]> producer) -> {
            formatting.format(batch.getPayload(), producer);
            return formatting;
        });
        // A transaction that is aborted is done once more, and its alerts would be counted twice.
        afterCommit(() -> metrics.add(current.settings().format(), formatting.tally()));
    }

    private static void afterCommit(Runnable action) {
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
