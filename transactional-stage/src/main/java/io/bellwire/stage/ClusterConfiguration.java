package io.bellwire.stage;

import io.bellwire.schemas.Heartbeat;
import io.bellwire.schemas.InstanceId;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.TopicCreation;
import io.bellwire.schemas.Topics;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SettingsFollower;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires a stage's place among the other programs: the topics, the settings that it follows, its heartbeat. */
@Configuration(proxyBeanMethods = false)
class ClusterConfiguration {
    /** Beans come before the web server and the binding, so that both find their topics. */
    @Bean(initMethod = "start", destroyMethod = "close")
    SettingsFollower settingsFollower(KafkaProperties kafka, Topics topics, Stage stage, MeterRegistry metrics) {
        TopicCreation.ensure(
                kafka.buildAdminProperties(),
                topics,
                Stream.concat(Stream.of(Topic.SETTINGS, Topic.INSTANCES), stage.topics().stream())
                        .toArray(Topic[]::new));
        SettingsFollower follower = new SettingsFollower(kafka.buildConsumerProperties(), topics);
        Gauge.builder("bellwire.settings.revision", follower, ClusterConfiguration::revision)
                .description("Settings revision that this process has taken up")
                .tag("service", InstanceId.nameOf(stage.service()))
                .register(metrics);
        return follower;
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Heartbeat heartbeat(
            KafkaProperties kafka,
            Topics topics,
            Stage stage,
            SettingsFollower settings,
            MeterRegistry metrics,
            Clock clock,
            @Value("${server.port}") int port) {
        InstanceId id = InstanceId.of(stage.service(), stage.hostName(), port);
        return new Heartbeat(kafka.buildProducerProperties(), topics, id, clock, status -> {
            SavedSettings current = settings.current();
            return status.setSettingsRevision(current == null ? null : current.revision())
                    .setHandled(handled(stage, metrics));
        });
    }

    private static long handled(Stage stage, MeterRegistry metrics) {
        return (long) stage.handled().stream()
                .flatMap(name -> metrics.find(name).counters().stream())
                .mapToDouble(Counter::count)
                .sum();
    }

    private static double revision(SettingsFollower follower) {
        SavedSettings current = follower.current();
        return current == null ? 0 : current.revision();
    }
}
