package io.bellwire.ingest;

import io.bellwire.schemas.Topics;
import io.bellwire.stage.StageTransaction;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.messaging.Message;

/**
 * Takes alerts in from the topic {@code alerts-incoming}. All that it writes for a batch stands in one Kafka transaction
 * with the consumed offsets; it never throws for a record, since the whole batch would come again and again.
 */
final class KafkaIntake implements Consumer<Message<List<ConsumerRecord<byte[], byte[]>>>> {
    private final StageTransaction transaction;
    private final AlertDecoder decoder;
    private final Topics topics;
    private final IntakeMetrics metrics;
    private final Clock clock;

    KafkaIntake(StageTransaction transaction, AlertDecoder decoder, Topics topics, IntakeMetrics metrics, Clock clock) {
        this.transaction = transaction;
        this.decoder = decoder;
        this.topics = topics;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void accept(Message<List<ConsumerRecord<byte[], byte[]>>> batch) {
        IncomingBatch incoming = new IncomingBatch(decoder, topics, clock.instant());
        transaction.write(producer -> {
            for (ConsumerRecord<byte[], byte[]> entry : batch.getPayload()) {
                // The transaction's commit waits for it.
                var unused = producer.send(incoming.outcome(entry));
            }
        });
        transaction.whenCommitted(() -> incoming.count(metrics));
    }
}
