package io.bellwire.stage;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.springframework.cloud.stream.binder.BinderFactory;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultAfterRollbackProcessor;
import org.springframework.kafka.support.converter.BatchMessageConverter;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.util.backoff.FixedBackOff;

/**
 * What a program imports to be a stage, beside a {@link Stage} and a {@code Topics} of its own; the properties to it stand
 * in transactional-stage.yml.
 */
@Configuration(proxyBeanMethods = false)
@Import(ClusterConfiguration.class)
public class StageConfiguration {
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration POLL_MAX = Duration.ofSeconds(1);

    @Bean
    StageTransaction stageTransaction(BinderFactory binders) {
        return new StageTransaction(binders);
    }

    @Bean
    BatchMessageConverter recordBatchConverter() {
        return new RecordBatchConverter();
    }

    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<byte[], byte[]>> stageContainer() {
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
            container.setBatchInterceptor(new RewindOnRollback());
            container.setInterceptBeforeTx(false);
        };
    }

    /** Kafka's transaction manager tells nobody of a commit unless it is asked to. */
    private static void announceCommits(ContainerProperties properties) {
        var transactions =
                (AbstractPlatformTransactionManager) requireNonNull(properties.getKafkaAwareTransactionManager());
        transactions.setTransactionSynchronization(
                AbstractPlatformTransactionManager.SYNCHRONIZATION_ON_ACTUAL_TRANSACTION);
    }
}
