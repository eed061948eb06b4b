package io.bellwire.formatter;

import io.bellwire.schemas.Topics;
import io.bellwire.settings.SavedSettings;
import io.bellwire.stage.StageTransaction;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;

/**
 * Turns each batch of alerts into syslog messages, rejected records and receipts. Everything it writes stands in one
 * Kafka transaction with the consumed offsets; it never throws for a record, since the whole batch would come again and
 * again.
 */
final class AlertFormatter implements Consumer<Message<List<ConsumerRecord<byte[], byte[]>>>> {
    private final StageTransaction transaction;
    private final Supplier<@Nullable SavedSettings> settings;
    private final Topics topics;
    private final FormatterMetrics metrics;

    AlertFormatter(
            StageTransaction transaction,
            Supplier<@Nullable SavedSettings> settings,
            Topics topics,
            FormatterMetrics metrics) {
        this.transaction = transaction;
        this.settings = settings;
        this.topics = topics;
        this.metrics = metrics;
    }

    @Override
    public void accept(Message<List<ConsumerRecord<byte[], byte[]>>> batch) {
        SavedSettings current = Objects.requireNonNull(settings.get(), "the binding runs only when settings exist");
        FormattingBatch formatting = new FormattingBatch(current, topics);
        transaction.write(producer -> formatting.format(batch.getPayload(), producer));
        transaction.whenCommitted(() -> metrics.add(current.settings().format(), formatting.tally()));
    }
}
