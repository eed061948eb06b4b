package io.bellwire.sender;

import java.util.Map;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** The one broker of all tests of this JVM, with which it ends; each test has topics of its own in it. */
final class TestBroker {
    private static final EmbeddedKafkaBroker BROKER = start();

    private TestBroker() {}

    static String bootstrapServers() {
        return BROKER.getBrokersAsString();
    }

    private static EmbeddedKafkaBroker start() {
        EmbeddedKafkaBroker broker = new EmbeddedKafkaKraftBroker(1, 1)
                .brokerProperties(Map.of(
                        "transaction.state.log.replication.factor", "1",
                        "transaction.state.log.min.isr", "1",
                        "group.initial.rebalance.delay.ms", "0"));
        broker.afterPropertiesSet();
        return broker;
    }
}
