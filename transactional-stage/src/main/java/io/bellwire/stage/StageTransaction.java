package io.bellwire.stage;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.stream.binder.BinderFactory;
import org.springframework.cloud.stream.binder.kafka.KafkaMessageChannelBinder;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.messaging.MessageChannel;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The Kafka transaction that the binder opens on its thread around each batch, and that holds the consumed offsets too.
 * To be used on that thread only.
 */
public final class StageTransaction {
    private final BinderFactory binders;
    private volatile @Nullable KafkaTemplate<byte[], byte[]>
            template; // made at the first batch, when the binder stands

    StageTransaction(BinderFactory binders) {
        this.binders = binders;
    }

    /** Lets records be written in the transaction; its commit waits for them and fails if one of them failed. */
    public void write(Consumer<Producer<byte[], byte[]>> writing) {
        template().execute((Producer<byte[], byte[]> producer) -> {
            writing.accept(producer);
            return this;
        });
    }

    /** Runs it when the transaction is committed. A batch that is taken back comes again, and must not be counted twice. */
    public void whenCommitted(Runnable action) {
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
            KafkaMessageChannelBinder binder =
                    (KafkaMessageChannelBinder) (Object) binders.getBinder("kafka", MessageChannel.class);
            known = new KafkaTemplate<>(requireNonNull(binder.getTransactionalProducerFactory()));
            template = known;
        }
        return known;
    }
}
