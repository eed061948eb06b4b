package io.bellwire.ingest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.kafka.test.context.EmbeddedKafka;

/** The whole program against a real broker: started once, shared by all test classes that carry this. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EmbeddedKafka(
        bootstrapServersProperty = "spring.kafka.bootstrap-servers",
        brokerProperties = {
            "min.insync.replicas=1",
            "offsets.topic.replication.factor=1",
            "transaction.state.log.replication.factor=1",
            "transaction.state.log.min.isr=1"
        })
@SpringBootTest(
        classes = {AlertIngestApplication.class, BreakableIntake.class, FakeDisk.class, NamedTokens.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=" + AlertIngestApplication.CONFIG_NAME,
            "bellwire.ingest-token=" + IngestClient.TOKEN,
            "bellwire.ingest-tokens-file=" + NamedTokens.FILE,
            "bellwire.host-name=ingest-it",
            "bellwire.topic-prefix=" + RunningIntake.PREFIX,
            "bellwire.topic-partitions=" + RunningIntake.PARTITIONS
        })
@interface RunningIntake {
    String PREFIX = "it-";
    int PARTITIONS = 3;
}
