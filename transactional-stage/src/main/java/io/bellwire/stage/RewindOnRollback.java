package io.bellwire.stage;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Lets a batch come again whose transaction was not committed, whatever the reason. The container does so too, except when
 * the broker ended the transaction because it took longer than {@code transaction.timeout.ms}: it believes then that the
 * partitions have gone to another process, and the batch would be lost. To be called within the transaction.
 */
final class RewindOnRollback implements BatchInterceptor<byte[], byte[]> {
    @Override
    public ConsumerRecords<byte[], byte[]> intercept(
            ConsumerRecords<byte[], byte[]> batch, Consumer<byte[], byte[]> consumer) {
        Map<TopicPartition, Long> begin = batch.partitions().stream()
                .collect(Collectors.toMap(
                        partition -> partition,
                        partition -> batch.records(partition).get(0).offset()));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status != STATUS_COMMITTED) {
                    rewind(consumer, begin);
                }
            }
        });
        return batch;
    }

    private static void rewind(Consumer<?, ?> consumer, Map<TopicPartition, Long> begin) {
        // A partition that went to another process meanwhile begins there with what is not committed.
        Set<TopicPartition> assigned = consumer.assignment();
        begin.forEach((partition, offset) -> {
            if (assigned.contains(partition)) {
                consumer.seek(partition, offset);
            }
        });
    }
}
