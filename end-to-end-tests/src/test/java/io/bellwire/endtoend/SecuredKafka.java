package io.bellwire.endtoend;

import static org.awaitility.Awaitility.await;

import io.bellwire.siem.TestCertificates;
import io.bellwire.siem.TestIdentity;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.testcontainers.containers.Network;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.MountableFile;

/**
 * Kafka in a container that lets in nobody without TLS, and a password or a certificate, and allows nobody anything but by
 * its rules. The test itself comes by a door of its own and may do everything.
 */
final class SecuredKafka implements AutoCloseable {
    /** The listener that asks for a password (SASL_SSL, SCRAM-SHA-512), in the containers' network. */
    static final String BY_PASSWORD = "kafka:19092";

    /** The listener that asks for a client certificate (SSL), in the containers' network. */
    static final String BY_CERTIFICATE = "kafka:19093";

    private static final String KEY_STORE = "/etc/kafka/own/kafka.p12";
    private static final String TRUST_STORE = "/etc/kafka/own/ca.crt";
    private static final int ITERATIONS = 4096;

    private final KafkaContainer container;
    private final Admin admin;

    private SecuredKafka(KafkaContainer container) {
        this.container = container;
        admin = Admin.create(Map.of("bootstrap.servers", container.getBootstrapServers()));
    }

    static SecuredKafka start(Network network, TestCertificates certificates) throws IOException {
        TestIdentity identity = certificates.server("kafka");
        KafkaContainer container = KafkaInContainer.container();
        container
                .withNetwork(network)
                .withListener(BY_PASSWORD)
                .withListener(BY_CERTIFICATE)
                .withCopyFileToContainer(MountableFile.forHostPath(identity.keyStoreFile()), KEY_STORE)
                .withCopyFileToContainer(MountableFile.forHostPath(certificates.caFile()), TRUST_STORE)
                .withEnv("KAFKA_SSL_KEYSTORE_TYPE", "PKCS12")
                .withEnv("KAFKA_SSL_KEYSTORE_LOCATION", KEY_STORE)
                .withEnv("KAFKA_SSL_KEYSTORE_PASSWORD", TestIdentity.PASSWORD)
                .withEnv("KAFKA_SSL_TRUSTSTORE_TYPE", "PEM")
                .withEnv("KAFKA_SSL_TRUSTSTORE_LOCATION", TRUST_STORE)
                .withEnv("KAFKA_SASL_ENABLED_MECHANISMS", "SCRAM-SHA-512")
                .withEnv(
                        "KAFKA_LISTENER_NAME_TC___0_SCRAM___SHA___512_SASL_JAAS_CONFIG",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;")
                .withEnv("KAFKA_LISTENER_NAME_TC___1_SSL_CLIENT_AUTH", "required")
                .withEnv("KAFKA_AUTHORIZER_CLASS_NAME", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .withEnv("KAFKA_SUPER_USERS", "User:ANONYMOUS")
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_LOG_CLEANER_DEDUPE_BUFFER_SIZE", "16777216")
                // Listeners that are added are plain ones.
                .withCreateContainerCmdModifier(create -> create.withEnv(Stream.of(create.getEnv())
                        .map(variable -> variable.replace("TC-0:PLAINTEXT", "TC-0:SASL_SSL")
                                .replace("TC-1:PLAINTEXT", "TC-1:SSL"))
                        .toList()));
        container.start();
        return new SecuredKafka(container);
    }

    /** What the test uses, which may do everything. */
    String bootstrapServers() {
        return container.getBootstrapServers();
    }

    /** A user for {@link #BY_PASSWORD}, whom Kafka knows when this returns. */
    void addUser(String name, String password) throws ExecutionException, InterruptedException {
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), password)))
                .all()
                .get();
    }

    /** Allows nothing but this, from when this returns. */
    void allow(Collection<AclBinding> rights) throws ExecutionException, InterruptedException {
        admin.createAcls(rights).all().get();
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        admin.describeAcls(AclBindingFilter.ANY).values().get().containsAll(rights));
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
        container.stop();
    }
}
