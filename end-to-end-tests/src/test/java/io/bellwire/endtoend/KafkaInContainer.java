package io.bellwire.endtoend;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** Kafka in a container with the settings of its image, where Docker answers. */
final class KafkaInContainer implements Broker {
    private static final String IMAGE = "apache/kafka:4.2.1";
    private static final int EXECUTABLE = 0755;

    /** An image with nothing but Java, to run this class path's Kafka where no registry can be reached. */
    private static final String JAVA_IMAGE = System.getenv("BELLWIRE_JAVA_IMAGE");

    private final KafkaContainer container;

    private KafkaInContainer(KafkaContainer container) {
        this.container = container;
    }

    static KafkaInContainer start() {
        KafkaContainer container = container();
        container.start();
        return new KafkaInContainer(container);
    }

    /** One that is not started, for whoever wants other settings. */
    static KafkaContainer container() {
        Peers.require(
                "Docker", Optional.of(DockerClientFactory.instance()).filter(DockerClientFactory::isDockerAvailable));
        return JAVA_IMAGE == null ? new KafkaContainer(IMAGE) : withOwnKafka(JAVA_IMAGE);
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void close() {
        container.stop();
    }

    private static KafkaContainer withOwnKafka(String image) {
        // The standalone brings a whole Kafka; `./mvnw package` gathers its jars there.
        String jars = Bellwire.repository().resolve("standalone/target/lib").toString();
        KafkaContainer container =
                new KafkaContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("apache/kafka"));
        container
                .withCopyFileToContainer(
                        MountableFile.forClasspathResource("io/bellwire/endtoend/run-kafka.sh", EXECUTABLE),
                        "/etc/kafka/docker/run")
                .withCopyFileToContainer(
                        MountableFile.forClasspathResource("logback-test.xml"), "/etc/kafka/logback.xml")
                .withCreateContainerCmdModifier(create ->
                        create.getHostConfig().withBinds(new Bind(jars, new Volume("/opt/kafka/libs"), AccessMode.ro)))
                .waitingFor(Wait.forListeningPort());
        return container;
    }
}
