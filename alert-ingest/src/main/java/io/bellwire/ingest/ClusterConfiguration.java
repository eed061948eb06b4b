package io.bellwire.ingest;

import io.bellwire.schemas.Heartbeat;
import io.bellwire.schemas.InstanceId;
import io.bellwire.schemas.Service;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.TopicCreation;
import io.bellwire.schemas.Topics;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SettingsFollower;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires this process's place among the others: the topics, the settings it follows, its heartbeat. */
@Configuration(proxyBeanMethods = false)
class ClusterConfiguration {
    @Bean
    Topics topics(IngestProperties properties) {
        return properties.topics();
    }

    /** The intake does not act on the settings; it says which revision it has taken up, as every program does. */
    @Bean(initMethod = "start", destroyMethod = "close")
    SettingsFollower settingsFollower(KafkaProperties kafka, Topics topics, MeterRegistry metrics) {
        // Beans come before the web server and the binding, so that both find their topics.
        TopicCreation.ensure(
                kafka.buildAdminProperties(),
                topics,
                Topic.SETTINGS,
                Topic.INSTANCES,
                Topic.ALERTS_INCOMING,
                Topic.ALERTS,
                Topic.REJECTED);
        SettingsFollower follower = new SettingsFollower(kafka.buildConsumerProperties(), topics);
        Gauge.builder("bellwire.settings.revision", follower, ClusterConfiguration::revision)
                .description("Settings revision that this process has taken up")
                .tag("service", InstanceId.nameOf(Service.ALERT_INGEST))
                .register(metrics);
        return follower;
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Heartbeat heartbeat(
            KafkaProperties kafka,
            Topics topics,
            SettingsFollower settings,
            IngestProperties properties,
            Clock clock,
            @Value("${server.port}") int port) {
        InstanceId id = InstanceId.of(Service.ALERT_INGEST, properties.hostName(), port);
        return new Heartbeat(kafka.buildProducerProperties(), topics, id, clock, status -> {
            SavedSettings current = settings.current();
            return status.setSettingsRevision(current == null ? null : current.revision());
        });
    }

    private static double revision(SettingsFollower follower) {
        SavedSettings current = follower.current();
        return current == null ? 0 : current.revision();
    }
}
