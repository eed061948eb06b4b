package io.bellwire.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** On a cluster where this program may look at topics, and not create any. */
@ExtendWith(OutputCaptureExtension.class)
class TopicCreationIT {
    private static final Topics TOPICS = new Topics("soc.", 2, (short) 1);
    private static final String WAITING = "Topics are missing, or this program may not see them";

    private static final AclBinding MAY_NOT_CREATE =
            rule(ResourceType.CLUSTER, "kafka-cluster", AclOperation.CREATE, AclPermissionType.DENY);

    private EmbeddedKafkaBroker broker;
    private Map<String, Object> cluster;
    private Admin owner;

    @BeforeEach
    void start() throws Exception {
        broker = new EmbeddedKafkaKraftBroker(1, 1)
                .brokerProperties(Map.of(
                        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "allow.everyone.if.no.acl.found", "true"));
        broker.afterPropertiesSet();
        cluster = Map.of("bootstrap.servers", broker.getBrokersAsString());
        owner = Admin.create(cluster);
        owner.createAcls(List.of(
                        rule(ResourceType.CLUSTER, "kafka-cluster", AclOperation.ALL, AclPermissionType.ALLOW),
                        MAY_NOT_CREATE,
                        rule(ResourceType.TOPIC, "soc.", AclOperation.DESCRIBE, AclPermissionType.ALLOW)))
                .all()
                .get();
    }

    @AfterEach
    void stop() {
        owner.close();
        broker.destroy();
    }

    @Test
    void saysWhichTopicsAreMissingAndGoesOnWhenSomebodyHasMadeThem(CapturedOutput output) throws Exception {
        CompletableFuture<Void> started =
                CompletableFuture.runAsync(() -> TopicCreation.ensure(cluster, TOPICS, Topic.ALERTS, Topic.REJECTED));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(output).contains(WAITING));
        assertThat(output).contains("soc.alerts", "soc.rejected");
        assertThat(started).isNotDone();

        owner.deleteAcls(List.of(MAY_NOT_CREATE.toFilter())).all().get();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(started).isCompleted());
        assertThat(owner.listTopics().names().get()).contains("soc.alerts", "soc.rejected");
        assertThat(output).containsOnlyOnce(WAITING).contains("The missing topics are there");
    }

    @Test
    void aStartThatWaitsCanBeInterrupted(CapturedOutput output) throws Exception {
        AtomicReference<Exception> end = new AtomicReference<>();
        Thread starting = new Thread(() -> {
            try {
                TopicCreation.ensure(cluster, TOPICS, Topic.ALERTS);
            } catch (IllegalStateException e) {
                end.set(e);
            }
        });
        starting.start();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(output).contains(WAITING));
        await().atMost(Duration.ofSeconds(30)).until(() -> starting.getState() == Thread.State.WAITING);

        starting.interrupt();

        starting.join(Duration.ofSeconds(10).toMillis());
        assertThat(end.get()).hasMessage("interrupted while waiting for Kafka");
    }

    @Test
    void whatIsNotNeededIsNotWaitedFor(CapturedOutput output) throws ExecutionException, InterruptedException {
        TopicCreation.ensureIfPossible(
                cluster, TOPICS, "test messages cannot be sent", Topic.TEST_REQUESTS, Topic.TEST_RESULTS);

        assertThat(output)
                .contains("Without a topic test messages cannot be sent", "soc.test-requests", "soc.test-results");
        assertThat(owner.listTopics().names().get()).isEmpty();
    }

    private static AclBinding rule(
            ResourceType type, String name, AclOperation operation, AclPermissionType permission) {
        PatternType pattern = type == ResourceType.CLUSTER ? PatternType.LITERAL : PatternType.PREFIXED;
        return new AclBinding(
                new ResourcePattern(type, name, pattern), new AccessControlEntry("User:*", "*", operation, permission));
    }
}
