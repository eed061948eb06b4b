package io.bellwire.ingest;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.messaging.Message;

/** Sees each batch of the Kafka intake, and lets things happen when all is written and nothing committed. */
final class BreakableIntake implements BeanPostProcessor {
    private final AtomicInteger toBreak = new AtomicInteger();
    private final AtomicReference<Runnable> onceWritten = new AtomicReference<>(() -> {});
    private final List<Integer> batchSizes = new CopyOnWriteArrayList<>();

    void breakNext(int batches) {
        toBreak.set(batches);
    }

    /** Runs it when the next batch is written; its failure is the batch's. */
    void onceWritten(Runnable action) {
        onceWritten.set(action);
    }

    /** How many records each batch so far held, also of those that failed. */
    List<Integer> batchSizes() {
        return batchSizes;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof KafkaIntake intake ? watched(intake) : bean;
    }

    private Consumer<Message<List<ConsumerRecord<byte[], byte[]>>>> watched(KafkaIntake intake) {
        return batch -> {
            batchSizes.add(batch.getPayload().size());
            intake.accept(batch);
            onceWritten.getAndSet(() -> {}).run();
            if (toBreak.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("the test breaks this batch");
            }
        };
    }
}
