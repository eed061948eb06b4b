package io.bellwire.ingest;

import io.bellwire.schemas.Topics;
import io.bellwire.stage.StageConfiguration;
import io.bellwire.stage.StageTransaction;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.Message;

/** Wires the intake by Kafka; what is Spring Cloud Stream's to know stands in alert-ingest.yml. */
@Configuration(proxyBeanMethods = false)
@Import(StageConfiguration.class)
class KafkaIntakeConfiguration {
    /** Spring Cloud Stream calls it with each batch, inside a transaction that also holds the consumed offsets. */
    @Bean
    Consumer<Message<List<ConsumerRecord<byte[], byte[]>>>> kafkaIntake(
            StageTransaction transaction, AlertDecoder decoder, Topics topics, MeterRegistry registry, Clock clock) {
        return new KafkaIntake(transaction, decoder, topics, new IntakeMetrics(registry, "kafka"), clock);
    }
}
