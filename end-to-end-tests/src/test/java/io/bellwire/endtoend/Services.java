package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Service;
import io.bellwire.siem.TestCertificates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The four services, each in a process of its own, on a broker that is not theirs. */
final class Services implements Deployment {
    private static final String ADMIN_PASSWORD = "the admin's password";
    private static final String INGEST_TOKEN = "the-ingest-token";

    private final Broker broker;
    private final Path directory;
    private final Map<String, String> environment;
    private final Map<Service, ServiceProcess> processes = new EnumMap<>(Service.class);
    private final List<ServiceProcess> replicas = new ArrayList<>();

    private Services(Path directory, Broker broker, Map<String, String> settings) {
        this.broker = broker;
        this.directory = directory;
        environment = new HashMap<>(settings);
        environment.putAll(Map.of(
                "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "BELLWIRE_INGEST_TOKEN",
                INGEST_TOKEN,
                "BELLWIRE_ADMIN_PASSWORD",
                ADMIN_PASSWORD,
                "BELLWIRE_SENSOR_NAME",
                Bellwire.SENSOR,
                "BELLWIRE_SIEM_CA_FILE",
                TestCertificates.shared().caFile().toString()));
    }

    /** Starts all four and returns when they are ready; closing them closes the broker too. */
    static Services start(Path directory, Broker broker) throws IOException, InterruptedException {
        return start(Bellwire.repository(), directory, broker, Map.of());
    }

    /** The same from another build than that of this repository, and with more variables. */
    static Services start(Path build, Path directory, Broker broker, Map<String, String> settings)
            throws IOException, InterruptedException {
        Services services = new Services(directory, broker, settings);
        try {
            services.startAll(build);
            return services;
        } catch (IOException | RuntimeException e) {
            services.close();
            throw e;
        }
    }

    @Override
    public BellwireApi api() {
        return new BellwireApi(
                of(Service.CONFIG_SERVICE).uri(),
                ADMIN_PASSWORD,
                of(Service.ALERT_INGEST).uri(),
                INGEST_TOKEN);
    }

    @Override
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public URI formatterMetrics() {
        return of(Service.SYSLOG_FORMATTER).metrics();
    }

    @Override
    public URI senderMetrics() {
        return of(Service.SYSLOG_SENDER).metrics();
    }

    ServiceProcess of(Service service) {
        return processes.get(service);
    }

    /** One more of a service, which is ready when this returns. */
    void startReplica(Service service) throws IOException {
        ServiceProcess replica = ServiceProcess.start(service, environment, directory);
        replicas.add(replica);
        replica.awaitReady();
    }

    /** Starts one of another build beside that which runs, which is returned: whoever closes it has replaced it. */
    ServiceProcess startBeside(Service service, Path build) throws IOException {
        ServiceProcess older = of(service);
        replicas.add(older);
        processes.put(service, ServiceProcess.start(service, build, environment, directory));
        of(service).awaitReady();
        return older;
    }

    /** Has them end, all at a time. */
    void stop(Service... running) {
        Arrays.stream(running).parallel().forEach(service -> of(service).close());
    }

    /** Starts again what was stopped, and returns when it is ready. */
    void startAgain(Service... stopped) throws IOException {
        for (Service service : stopped) {
            of(service).startAgain();
        }
        for (Service service : stopped) {
            of(service).awaitReady();
        }
    }

    @Override
    public void close() {
        replicas.forEach(ServiceProcess::close);
        processes.values().forEach(ServiceProcess::close);
        broker.close();
    }

    private void startAll(Path build) throws IOException {
        for (Service service : Service.values()) {
            processes.put(service, ServiceProcess.start(service, build, environment, directory));
        }
        for (ServiceProcess process : processes.values()) {
            process.awaitReady();
        }
        BellwireApi api = api();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(api.get("/api/v1/sensors").body()).contains('"' + Bellwire.SENSOR + '"'));
    }
}
