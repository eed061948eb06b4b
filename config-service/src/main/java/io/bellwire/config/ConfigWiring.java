package io.bellwire.config;

import io.bellwire.config.access.Passwords;
import io.bellwire.config.instances.InstanceRegistry;
import io.bellwire.config.instances.InstanceUpkeep;
import io.bellwire.config.pipeline.BacklogWatch;
import io.bellwire.config.pipeline.FlowWatch;
import io.bellwire.config.pipeline.WaitingRecords;
import io.bellwire.config.preview.MessagePreviews;
import io.bellwire.config.sensors.SensorRegistry;
import io.bellwire.config.settings.SettingsDecoder;
import io.bellwire.config.settings.SettingsPublisher;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.TopicCreation;
import io.bellwire.schemas.Topics;
import io.bellwire.settings.SettingsFollower;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Ties the parts to Kafka. Whoever follows a topic has read it to its end when the bean is made, and so before the web
 * server takes its first request.
 */
@Configuration(proxyBeanMethods = false)
class ConfigWiring {
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Passwords passwords(ConfigProperties properties) {
        return Passwords.of(
                properties.adminPassword(),
                properties.adminPasswordFile(),
                properties.viewerPassword(),
                properties.viewerPasswordFile());
    }

    /** Whoever asks for the names of topics finds those topics there. What is wrong at home is told before Kafka is asked. */
    @Bean
    @DependsOn("passwords")
    Topics topics(ConfigProperties properties, KafkaAdmin admin) {
        Topics topics =
                new Topics(properties.topicPrefix(), properties.topicPartitions(), properties.topicReplication());
        TopicCreation.ensure(
                admin.getConfigurationProperties(),
                topics,
                Topic.SETTINGS,
                Topic.INSTANCES,
                Topic.TEST_REQUESTS,
                Topic.TEST_RESULTS);
        return topics;
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    SettingsFollower settingsFollower(ConsumerFactory<?, ?> consumers, Topics topics) {
        return new SettingsFollower(consumers.getConfigurationProperties(), topics);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    InstanceRegistry instanceRegistry(ConsumerFactory<?, ?> consumers, Topics topics, Clock clock) {
        return new InstanceRegistry(consumers.getConfigurationProperties(), topics, clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    InstanceUpkeep instanceUpkeep(ProducerFactory<?, ?> producers, Topics topics, InstanceRegistry instances) {
        return new InstanceUpkeep(producers.getConfigurationProperties(), topics, instances);
    }

    @Bean(destroyMethod = "close")
    WaitingRecords waitingRecords(KafkaAdmin admin, Topics topics) {
        return new WaitingRecords(admin.getConfigurationProperties(), topics, System::nanoTime);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    BacklogWatch backlogWatch(KafkaAdmin admin, Topics topics, Clock clock) {
        return new BacklogWatch(admin.getConfigurationProperties(), topics, clock, System::nanoTime);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    FlowWatch flowWatch(KafkaAdmin admin, Topics topics, InstanceRegistry instances, Clock clock) {
        return new FlowWatch(admin.getConfigurationProperties(), topics, instances, clock, System::nanoTime);
    }

    @Bean
    PipelineGauges pipelineGauges(
            SettingsFollower settings, InstanceRegistry instances, FlowWatch flow, BacklogWatch backlog, Clock clock) {
        return new PipelineGauges(settings, instances, flow, backlog, clock);
    }

    @Bean
    SensorRegistry sensorRegistry(InstanceRegistry instances, WaitingRecords waiting, SettingsFollower settings) {
        return new SensorRegistry(instances, waiting, settings);
    }

    @Bean(destroyMethod = "close")
    SettingsPublisher settingsPublisher(
            ProducerFactory<?, ?> producers, Topics topics, SettingsFollower settings, Clock clock) {
        return new SettingsPublisher(producers.getConfigurationProperties(), topics, settings, clock);
    }

    @Bean
    SettingsDecoder settingsDecoder(JsonMapper mapper, SensorRegistry sensors) {
        return new SettingsDecoder(mapper, sensors::names);
    }

    @Bean
    MessagePreviews messagePreviews(Clock clock) {
        return new MessagePreviews(clock, ProcessHandle.current().pid());
    }

    @Bean(destroyMethod = "close")
    OwnHeartbeat ownHeartbeat(ProducerFactory<?, ?> producers, Topics topics, SettingsFollower settings, Clock clock) {
        return new OwnHeartbeat(producers.getConfigurationProperties(), topics, settings, clock);
    }
}
