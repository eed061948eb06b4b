package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.endtoend.deploy.KafkaAccess;
import io.bellwire.schemas.InstanceId;
import io.bellwire.schemas.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.lifecycle.Startables;

/** The images of the four services, each in a container, on a Kafka in the containers' network. */
final class ServiceContainers implements AutoCloseable {
    private static final String ADMIN_PASSWORD = "the admin's password";
    private static final String INGEST_TOKEN = "the-ingest-token";
    private static final int PORT = 8080;
    private static final int READABLE = 0444;
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);

    private final Map<Service, GenericContainer<?>> containers = new EnumMap<>(Service.class);

    private ServiceContainers() {}

    /** Builds the images as Compose does, with the jars of this build. */
    static void buildImages(Path directory) throws IOException, InterruptedException {
        try (Compose compose = new Compose(directory)) {
            compose.run("build");
        }
    }

    /**
     * Starts all four and returns when they are ready.
     *
     * @param extra variables for all of them
     */
    static ServiceContainers start(
            Network network, String kafka, Function<Service, KafkaAccess> access, Map<String, String> extra) {
        ServiceContainers services = new ServiceContainers();
        for (Service service : Service.values()) {
            GenericContainer<?> container = container(service, network, kafka, access.apply(service))
                    .withEnv(extra)
                    .withExposedPorts(PORT)
                    .waitingFor(Wait.forHttp("/actuator/health/readiness")
                            .forPort(PORT)
                            .withStartupTimeout(READY_WITHIN));
            services.containers.put(service, container);
        }
        try {
            Startables.deepStart(services.containers.values()).join();
            return services;
        } catch (RuntimeException e) {
            services.containers.forEach((service, container) -> System.out.println(service + ":\n" + logs(container)));
            services.close();
            throw e;
        }
    }

    /** One of them that is not started, for whoever expects it to end. */
    static GenericContainer<?> container(Service service, Network network, String kafka, KafkaAccess access) {
        String image = "bellwire/" + InstanceId.nameOf(service) + ":" + Compose.VERSION;
        GenericContainer<?> container = new GenericContainer<>(image)
                .withNetwork(network)
                .withEnv(access.environment())
                .withEnv("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka)
                .withEnv("BELLWIRE_ADMIN_PASSWORD", ADMIN_PASSWORD)
                .withEnv("BELLWIRE_INGEST_TOKEN", INGEST_TOKEN)
                .withEnv("BELLWIRE_SENSOR_NAME", Bellwire.SENSOR)
                .withEnv("JDK_JAVA_OPTIONS", "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        access.files()
                .forEach((path, content) -> container.withCopyToContainer(Transferable.of(content, READABLE), path));
        return container;
    }

    BellwireApi api() {
        return new BellwireApi(uri(Service.CONFIG_SERVICE), ADMIN_PASSWORD, uri(Service.ALERT_INGEST), INGEST_TOKEN);
    }

    /** What all of them have printed. */
    Map<Service, String> logs() {
        Map<Service, String> logs = new EnumMap<>(Service.class);
        containers.forEach((service, container) -> logs.put(service, logs(container)));
        assertThat(logs).hasSize(Service.values().length);
        return logs;
    }

    @Override
    public void close() {
        containers.values().forEach(GenericContainer::stop);
    }

    private URI uri(Service service) {
        GenericContainer<?> container = containers.get(service);
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
    }

    private static String logs(GenericContainer<?> container) {
        return container.getContainerId() == null ? "" : container.getLogs();
    }
}
