package io.bellwire.cef.broken;

import java.net.InetAddress;
import java.time.Clock;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.springframework.core.env.Environment;

/** Breaks, one each: encoding knows no Spring, Kafka, logging, network, clock. */
public final class Impure {
    private Impure() {}

    public record KnowsSpring(Environment environment) {}

    public record KnowsKafka(TopicPartition partition) {}

    public record KnowsLogging(Logger log) {}

    public record KnowsNetwork(InetAddress address) {}

    public record KnowsClock(Clock clock) {}

    /** Measures time. */
    public static final class Measures {
        private Measures() {}

        static long now() {
            return System.nanoTime();
        }
    }
}
