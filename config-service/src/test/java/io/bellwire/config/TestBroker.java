package io.bellwire.config;

import io.bellwire.schemas.Heartbeat;
import io.bellwire.schemas.InstanceId;
import io.bellwire.schemas.InstanceState;
import io.bellwire.schemas.Service;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.TopicCreation;
import io.bellwire.schemas.Topics;
import java.time.Clock;
import java.util.Map;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A real broker for the tests of one class. */
final class TestBroker implements AutoCloseable {
    private final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);

    private TestBroker() {}

    static TestBroker start() {
        TestBroker started = new TestBroker();
        started.broker.afterPropertiesSet();
        return started;
    }

    String address() {
        return broker.getBrokersAsString();
    }

    /** A syslog-sender that reports until it is closed. */
    Heartbeat sensor(String topicPrefix, String name, InstanceState state) {
        Map<String, Object> kafka = Map.of("bootstrap.servers", address());
        Topics topics = new Topics(topicPrefix, 1, (short) 1);
        TopicCreation.ensure(kafka, topics, Topic.INSTANCES);
        Heartbeat heartbeat = new Heartbeat(
                kafka,
                topics,
                new InstanceId(Service.SYSLOG_SENDER, name + "-8083"),
                Clock.systemUTC(),
                status -> status.setSensor(name).setState(state));
        heartbeat.start();
        return heartbeat;
    }

    @Override
    public void close() {
        broker.destroy();
    }
}
