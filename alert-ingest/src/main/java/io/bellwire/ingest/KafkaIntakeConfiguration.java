package io.bellwire.ingest;

import static java.util.Objects.requireNonNull;

import io.bellwire.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.cloud.stream.binder.BinderFactory;
import org.springframework.cloud.stream.binder.kafka.KafkaMessageChannelBinder;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultAfterRollbackProcessor;
import org.springframework.kafka.support.converter.BatchMessageConverter;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.util.backoff.FixedBackOff;

/** Wires the intake by Kafka; what is Spring Cloud Stream's to know stands in alert-ingest.yml. */
@Configuration(proxyBeanMethods = false)
class KafkaIntakeConfiguration {
    private static final Duration POLL_MAX = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    /** Spring Cloud Stream calls it with each batch, inside a transaction that also holds the consumed offsets. */
    @Bean
    Consumer<Message<List<ConsumerRecord<byte[], byte[]>>>> kafkaIntake(
            BinderFactory binders, AlertDecoder decoder, Topics topics, MeterRegistry registry, Clock clock) {
        return new KafkaIntake(
                () -> transactionalTemplate(binders), decoder, topics, new IntakeMetrics(registry, "kafka"), clock);
    }

    /** The binding names it in alert-ingest.yml. */
    @Bean
    BatchMessageConverter recordBatchConverter() {
        return new RecordBatchConverter();
    }

    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<byte[], byte[]>> intakeContainer() {
        return (container, topic, group) -> {
            ContainerProperties properties = container.getContainerProperties();
            // Else the markers of producers' transactions would count as lag for ever; seen to at each poll's end.
            properties.setFixTxOffsets(true);
            properties.setPollTimeout(POLL_MAX.toMillis());
            // Rights may be granted while the program runs; the container would end otherwise.
            properties.setAuthExceptionRetryInterval(PAUSE_AFTER_FAILURE);
            container.setAfterRollbackProcessor(new DefaultAfterRollbackProcessor<>(
                    new FixedBackOff(PAUSE_AFTER_FAILURE.toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS)));
            announceCommits(properties);
        };
    }

    /** Kafka's transaction manager tells nobody of a commit unless it is asked to. */
    private static void announceCommits(ContainerProperties properties) {
        var transactions =
                (AbstractPlatformTransactionManager) requireNonNull(properties.getKafkaAwareTransactionManager());
        transactions.setTransactionSynchronization(
                AbstractPlatformTransactionManager.SYNCHRONIZATION_ON_ACTUAL_TRANSACTION);
    }

    /** The template takes part in the transaction that the binder has opened on this thread. */
    private static KafkaTemplate<byte[], byte[]> transactionalTemplate(BinderFactory binders) {
        KafkaMessageChannelBinder binder =
                (KafkaMessageChannelBinder) (Object) binders.getBinder("kafka", MessageChannel.class);
        return new KafkaTemplate<>(requireNonNull(binder.getTransactionalProducerFactory()));
    }
}
