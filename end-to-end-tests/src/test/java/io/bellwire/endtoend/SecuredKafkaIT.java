package io.bellwire.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.endtoend.deploy.KafkaAccess;
import io.bellwire.endtoend.deploy.RightsTable;
import io.bellwire.schemas.InstanceId;
import io.bellwire.schemas.Service;
import io.bellwire.siem.TestCertificates;
import io.bellwire.siem.TestIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The images on a Kafka that demands TLS and a sign-in and allows nothing but what docs/OPERATING.md lists. How they sign in
 * is taken from the components of deploy/kubernetes.
 */
@Timeout(600)
class SecuredKafkaIT {
    private static final Duration WITHIN = Duration.ofMinutes(1);

    private static TestCertificates certificates;
    private static Network network;
    private static SecuredKafka kafka;
    private static SiemContainer siem;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        certificates = TestCertificates.shared();
        network = Network.newNetwork();
        kafka = SecuredKafka.start(network, certificates);
        ServiceContainers.buildImages(directory);
        siem = SiemContainer.start(network);
    }

    @AfterAll
    static void stop() {
        if (siem != null) {
            siem.close();
        }
        if (kafka != null) {
            kafka.close();
        }
        if (network != null) {
            network.close();
        }
    }

    /** Each program as a user of its own, with its row of the table. */
    @Test
    void alertsArriveWhereEachProgramSignsInByPasswordAndMayDoWhatTheDocsSay() throws Exception {
        RightsTable rights = RightsTable.ofTheDocs();
        for (Service service : Service.values()) {
            String program = InstanceId.nameOf(service);
            kafka.addUser(program, "the password of " + program);
            kafka.allow(RightsTable.bindings(rights.of(program), "", "User:" + program));
        }
        Map<Service, KafkaAccess> access = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            String program = InstanceId.nameOf(service);
            access.put(service, byPassword(program, "the password of " + program));
        }

        try (ServiceContainers services =
                ServiceContainers.start(network, SecuredKafka.BY_PASSWORD, access::get, Map.of())) {
            everythingWorks(services, "");
        }
    }

    /** All programs as one user, as in the example for Strimzi. */
    @Test
    void alertsArriveWhereAllProgramsShowOneCertificateAndTopicsHaveAPrefix() throws Exception {
        TestIdentity identity = certificates.client("bellwire");
        kafka.allow(RightsTable.bindings(RightsTable.ofTheDocs().ofAll(), "soc.", "User:CN=bellwire"));
        KafkaAccess access = byCertificate(identity);

        try (ServiceContainers services = ServiceContainers.start(
                network, SecuredKafka.BY_CERTIFICATE, service -> access, Map.of("BELLWIRE_TOPIC_PREFIX", "soc."))) {
            everythingWorks(services, "soc.");
        }
    }

    @Test
    void whoIsNotLetInSaysWhyAndWhatToSetRightAndEnds() throws Exception {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        TestCertificates strangers = TestCertificates.in(elsewhere);
        kafka.addUser("bellwire", "right");
        KafkaAccess trusting = byPassword("bellwire", "right");
        KafkaAccess distrusting = new KafkaAccess(
                trusting.environment(), Map.of("/etc/bellwire/kafka/ca.crt", Files.readAllBytes(strangers.caFile())));
        try (GenericContainer<?> wrongPassword =
                        ending(Service.CONFIG_SERVICE, SecuredKafka.BY_PASSWORD, byPassword("bellwire", "wrong"));
                GenericContainer<?> untrusted = ending(Service.ALERT_INGEST, SecuredKafka.BY_PASSWORD, distrusting);
                GenericContainer<?> stranger = ending(
                        Service.SYSLOG_SENDER,
                        SecuredKafka.BY_CERTIFICATE,
                        byCertificate(strangers.client("bellwire")));
                GenericContainer<?> unprepared = ending(
                        Service.SYSLOG_FORMATTER, SecuredKafka.BY_PASSWORD, new KafkaAccess(Map.of(), Map.of()))) {

            said(
                    wrongPassword,
                    "Kafka at kafka:19092 does not let this program sign in",
                    "SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG has to hold a user that Kafka knows");
            said(
                    untrusted,
                    "Kafka at kafka:19092 cannot be talked to by TLS: ",
                    "SPRING_KAFKA_SSL_TRUST_STORE_LOCATION has to hold");
            said(
                    stranger,
                    "Kafka at kafka:19093 cannot be talked to by TLS: ",
                    "SPRING_KAFKA_SSL_KEY_STORE_LOCATION has to hold");
            said(
                    unprepared,
                    "Kafka at kafka:19092 speaks TLS, and this program was told to speak without",
                    "SPRING_KAFKA_SECURITY_PROTOCOL has to be");
        }
    }

    private void everythingWorks(ServiceContainers services, String prefix) throws Exception {
        BellwireApi api = services.api();
        await().atMost(WITHIN)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> api.get("/api/v1/sensors").body().contains('"' + Bellwire.SENSOR + '"'));
        String settings = SettingsJson.tcp(SiemContainer.PORT).toString().replace("127.0.0.1", SiemContainer.HOST);

        assertThat(json(api.test(settings).body()).path("delivered").asBoolean())
                .isTrue();
        api.save(settings);
        String posted = prefix + "posted";
        api.accept(List.of(AlertJson.security(posted, 1)));
        String produced = prefix + "produced";
        produce(prefix, produced, AlertJson.security(produced, 2));
        produce(prefix, prefix + "broken", "no alert");

        for (String id : List.of(posted, produced)) {
            await().atMost(WITHIN)
                    .untilAsserted(
                            () -> assertThat(siem.received()).anyMatch(line -> line.contains("cs6=" + id + " ")));
            await().atMost(WITHIN)
                    .untilAsserted(
                            () -> assertThat(api.get("/api/v1/alerts?id=" + id).body())
                                    .contains("\"delivered\""));
        }
        await().atMost(WITHIN)
                .untilAsserted(
                        () -> assertThat(api.get("/api/v1/rejected").body()).contains(prefix + "alerts-incoming"));
        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(json(api.get("/api/v1/pipeline").body())
                                .path("stages")
                                .values())
                        .hasSize(3)
                        .allSatisfy(stage ->
                                assertThat(stage.path("waiting").asLong(-1)).isZero()));
        assertThat(services.logs())
                .allSatisfy((service, log) -> assertThat(log.lines())
                        .as("%s", service)
                        .noneMatch(line -> line.contains("Authorization") || line.contains("authorized")));
    }

    private static void produce(String prefix, String key, String value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(prefix + "alerts-incoming", key, value))
                    .get();
        }
    }

    private KafkaAccess byPassword(String user, String password) throws Exception {
        String jaas =
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(user, password);
        return KafkaAccess.by(
                "kafka-sasl",
                Files.createTempDirectory(directory, "sasl"),
                Map.of(
                        "kafka-cluster-ca",
                        Map.of("ca.crt", Files.readAllBytes(certificates.caFile())),
                        "bellwire-kafka-user",
                        Map.of("sasl.jaas.config", jaas.getBytes(UTF_8))));
    }

    private KafkaAccess byCertificate(TestIdentity identity) throws Exception {
        return KafkaAccess.by(
                "kafka-mtls",
                Files.createTempDirectory(directory, "mtls"),
                Map.of(
                        "kafka-cluster-ca",
                        Map.of("ca.crt", Files.readAllBytes(certificates.caFile())),
                        "bellwire-kafka-user",
                        Map.of(
                                "user.p12",
                                Files.readAllBytes(identity.keyStoreFile()),
                                "user.password",
                                TestIdentity.PASSWORD.getBytes(UTF_8))));
    }

    private static GenericContainer<?> ending(Service service, String address, KafkaAccess access) {
        GenericContainer<?> container = ServiceContainers.container(service, network, address, access);
        container.start();
        return container;
    }

    private static void said(GenericContainer<?> container, String description, String action) {
        await().atMost(WITHIN).until(() -> !container.isRunning());
        String log = container.getLogs();
        assertThat(log.lines())
                .filteredOn(line -> line.startsWith("Kafka at") || line.startsWith("SPRING_KAFKA"))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(description),
                        line -> assertThat(line).startsWith(action));
        assertThat(log.lines()).as("no stack trace").noneMatch(line -> line.startsWith("\tat "));
        assertThat(container.getCurrentContainerInfo().getState().getExitCodeLong())
                .isEqualTo(1);
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
