package io.bellwire.config.messagetest;

import io.bellwire.config.instances.InstanceRegistry;
import io.bellwire.config.pipeline.WaitingRecords;
import io.bellwire.config.sensors.SensorRegistry;
import io.bellwire.schemas.Topics;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** Ties test messages to Kafka. */
@Configuration(proxyBeanMethods = false)
class MessageTestWiring {
    @Bean(initMethod = "start", destroyMethod = "close")
    MessageTests messageTests(
            ConsumerFactory<?, ?> consumers,
            ProducerFactory<?, ?> producers,
            Topics topics,
            InstanceRegistry instances,
            SensorRegistry sensors,
            WaitingRecords waiting,
            Clock clock) {
        return new MessageTests(
                new MessageTests.Cluster(
                        consumers.getConfigurationProperties(), producers.getConfigurationProperties(), topics),
                instances,
                sensors::names,
                waiting,
                clock,
                System::nanoTime);
    }
}
