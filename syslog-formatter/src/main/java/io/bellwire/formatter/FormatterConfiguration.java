package io.bellwire.formatter;

import io.bellwire.schemas.Service;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import io.bellwire.settings.SettingsFollower;
import io.bellwire.stage.Stage;
import io.bellwire.stage.StageConfiguration;
import io.bellwire.stage.StageTransaction;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

    @Bean
    Stage stage(FormatterProperties properties) {
        return new Stage(
                Service.SYSLOG_FORMATTER,
                properties.hostName(),
                List.of(Topic.ALERTS, Topic.SYSLOG_MESSAGES, Topic.FORMATTINGS, Topic.REJECTED),
                FormatterMetrics.HANDLED);
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
}
