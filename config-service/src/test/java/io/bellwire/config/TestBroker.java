package io.bellwire.config;

import io.bellwire.schemas.Heartbeat;
import io.bellwire.schemas.InstanceId;
import io.bellwire.schemas.InstanceState;
import io.bellwire.schemas.InstanceStatus;
import io.bellwire.schemas.Service;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.TopicCreation;
import io.bellwire.schemas.Topics;
import java.time.Clock;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A real broker for the tests of one class. */
public final class TestBroker implements AutoCloseable {
    private static final Map<String, String> SMALL = Map.of(
            "offsets.topic.num.partitions", "1",
            "transaction.state.log.num.partitions", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1");

    private final EmbeddedKafkaBroker broker;

    private TestBroker(Map<String, String> properties) {
        broker = new EmbeddedKafkaKraftBroker(1, 1).brokerProperties(SMALL).brokerProperties(properties);
    }

    public static TestBroker start() {
        return start(Map.of());
    }

    /** One that asks who may do what: everybody may do everything with what has no access rule yet. */
    public static TestBroker startWithAccessRules() {
        return start(Map.of(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "allow.everyone.if.no.acl.found", "true"));
    }

    private static TestBroker start(Map<String, String> properties) {
        TestBroker started = new TestBroker(properties);
        started.broker.afterPropertiesSet();
        return started;
    }

    public String address() {
        return broker.getBrokersAsString();
    }

    /** A syslog-sender that reports until it is closed. */
    public Heartbeat sensor(String topicPrefix, String name, InstanceState state) {
        return heartbeat(
                topicPrefix,
                new InstanceId(Service.SYSLOG_SENDER, name + "-8083"),
                status -> status.setSensor(name).setState(state));
    }

    /** An instance that reports until it is closed. */
    Heartbeat heartbeat(String topicPrefix, InstanceId id, UnaryOperator<InstanceStatus.Builder> describe) {
        Topics topics = create(topicPrefix, Topic.INSTANCES);
        Heartbeat heartbeat = new Heartbeat(kafka(), topics, id, Clock.systemUTC(), describe);
        heartbeat.start();
        return heartbeat;
    }

    public Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", address());
    }

    /** Two partitions each, but for topics that have one by nature. */
    public Topics create(String topicPrefix, Topic... wanted) {
        Topics topics = new Topics(topicPrefix, 2, (short) 1);
        TopicCreation.ensure(kafka(), topics, wanted);
        return topics;
    }

    @Override
    public void close() {
        broker.destroy();
    }
}
