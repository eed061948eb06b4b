package io.bellwire.formatter;

import io.bellwire.schemas.Heartbeat;
import io.bellwire.schemas.InstanceId;
import io.bellwire.schemas.Service;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.TopicCreation;
import io.bellwire.schemas.Topics;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SettingsFollower;
import io.bellwire.stage.StageConfiguration;
import io.bellwire.stage.StageTransaction;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
@Import(StageConfiguration.class)
class FormatterConfiguration {
    /** The one binding, as Spring Cloud Stream names the input of the function {@code formatAlerts}. */
    static final String BINDING = "formatAlerts-in-0";

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Topics topics(FormatterProperties properties) {
        return properties.topics();
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    SettingsFollower settingsFollower(KafkaProperties kafka, Topics topics, MeterRegistry metrics) {
        TopicCreation.ensure(
                kafka.buildAdminProperties(),
                topics,
                Topic.SETTINGS,
                Topic.INSTANCES,
                Topic.ALERTS,
                Topic.SYSLOG_MESSAGES,
                Topic.FORMATTINGS,
                Topic.REJECTED);
        SettingsFollower follower = new SettingsFollower(kafka.buildConsumerProperties(), topics);
        Gauge.builder("bellwire.settings.revision", follower, FormatterConfiguration::revision)
                .description("Settings revision that this process has taken up")
                .tag("service", InstanceId.nameOf(Service.SYSLOG_FORMATTER))
                .register(metrics);
        return follower;
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Heartbeat heartbeat(
            KafkaProperties kafka,
            Topics topics,
            SettingsFollower settings,
            FormatterProperties properties,
            Clock clock,
            @Value("${server.port}") int port) {
        InstanceId id = InstanceId.of(Service.SYSLOG_FORMATTER, properties.hostName(), port);
        return new Heartbeat(kafka.buildProducerProperties(), topics, id, clock, status -> {
            SavedSettings current = settings.current();
            return status.setSettingsRevision(current == null ? null : current.revision());
        });
    }

    /** Spring Cloud Stream calls it with each batch, inside a transaction that also holds the consumed offsets. */
    @Bean
    Consumer<Message<List<ConsumerRecord<byte[], byte[]>>>> formatAlerts(
            StageTransaction transaction, SettingsFollower settings, Topics topics, MeterRegistry metrics) {
        return new AlertFormatter(transaction, settings::current, topics, new FormatterMetrics(metrics));
    }

    @Bean
    BindingSwitch bindingSwitch(BindingsLifecycleController bindings, SettingsFollower settings) {
        return new BindingSwitch(bindings, BINDING, settings);
    }

    private static double revision(SettingsFollower follower) {
        SavedSettings current = follower.current();
        return current == null ? 0 : current.revision();
    }
}
