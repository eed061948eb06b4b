package io.bellwire.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.siem.TestCertificates;
import io.bellwire.siem.TestIdentity;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(400)
class StandaloneIT {
    @TempDir
    Path parent;

    private final Map<String, String> environment = new HashMap<>();
    private Path data;

    @BeforeEach
    void freePorts() {
        data = parent.resolve("data");
        for (String name : new String[] {"PORTAL", "INGEST", "KAFKA"}) {
            environment.put("BELLWIRE_" + name + "_PORT", Integer.toString(FreePorts.anyOnLoopback()));
        }
        environment.put("BELLWIRE_SENSOR_NAME", "DC01");
    }

    @Test
    void runsAllProgramsOnOneBrokerAndStopsThemInOrder() throws Exception {
        try (StandaloneProcess standalone = StandaloneProcess.start(data, environment)) {
            awaitReady(standalone);

            String adminPassword =
                    Files.readString(data.resolve("admin-password")).strip();
            assertThat(property("INGEST", "tiny.own")).isEqualTo("from tiny-ingest.yml");
            assertThat(property("PORTAL", "tiny.own")).isEqualTo("from tiny-portal.yml");
            assertThat(property("PORTAL", "bellwire.admin-password")).isEqualTo(adminPassword);
            assertThat(property("INGEST", "bellwire.admin-password")).isEmpty();
            assertThat(property("INGEST", "bellwire.sensor-name")).isEqualTo("DC01");
            assertThat(property("INGEST", "management.metrics.system.diskspace.paths"))
                    .isEqualTo(data.toString());
            assertThat(property("INGEST", "spring.kafka.bootstrap-servers"))
                    .isEqualTo("127.0.0.1:" + environment.get("BELLWIRE_KAFKA_PORT"));
            assertThat(String.join("\n", standalone.output()))
                    .contains("http://127.0.0.1:" + environment.get("BELLWIRE_PORTAL_PORT") + "/")
                    .contains("http://127.0.0.1:" + environment.get("BELLWIRE_INGEST_PORT") + "/api/v1/alerts")
                    .contains("in " + data.resolve("admin-password"))
                    .contains("in " + data.resolve("ingest-token"))
                    .doesNotContain(adminPassword);

            standalone.stop();

            assertThat(standalone.awaitExit()).isZero();
            assertThat(standalone.output()).containsSubsequence("stopped ingest", "stopped portal");
            assertThat(standalone.errors()).isEmpty();
        }
    }

    @Test
    void everythingSpeaksTlsWhenGivenACertificateWhateverItsName() throws Exception {
        TestIdentity identity = TestCertificates.shared().server("bellwire.example");
        environment.put(
                "BELLWIRE_TLS_CERTIFICATE_FILE", identity.certificateFile().toString());
        environment.put(
                "BELLWIRE_TLS_PRIVATE_KEY_FILE", identity.privateKeyFile().toString());
        try (StandaloneProcess standalone = StandaloneProcess.start(data, environment)) {
            awaitReady(standalone);

            assertThat(String.join("\n", standalone.output()))
                    .contains("https://127.0.0.1:" + environment.get("BELLWIRE_PORTAL_PORT") + "/ ")
                    .contains("https://127.0.0.1:" + environment.get("BELLWIRE_INGEST_PORT") + "/api/v1/alerts")
                    .doesNotContain("not ready yet");

            standalone.stop();

            assertThat(standalone.awaitExit()).isZero();
            assertThat(standalone.errors()).isEmpty();
        }
    }

    @Test
    void saysInOneLineThatTheKeyIsMissing() throws Exception {
        environment.put("BELLWIRE_TLS_CERTIFICATE_FILE", "tls.crt");
        assertRefused("TLS wants both BELLWIRE_TLS_CERTIFICATE_FILE and BELLWIRE_TLS_PRIVATE_KEY_FILE, or neither");
    }

    @Test
    void saysInOneLineThatTheCertificateIsMissing() throws Exception {
        environment.put("BELLWIRE_TLS_CERTIFICATE_FILE", "/no/such/tls.crt");
        environment.put("BELLWIRE_TLS_PRIVATE_KEY_FILE", "/no/such/tls.key");
        try (StandaloneProcess standalone = StandaloneProcess.start(data, environment)) {
            assertThat(standalone.awaitExit()).isEqualTo(1);
            assertThat(standalone.errors()).singleElement().asString().contains(" did not start: ", "/no/such/tls.");
        }
    }

    @Test
    void saysInOneLineWhichProgramDidNotStartAndWhy() throws Exception {
        try (StandaloneProcess standalone = StandaloneProcess.start(data, environment, "--tiny.fails=portal")) {
            assertThat(standalone.awaitExit()).isEqualTo(1);

            assertThat(standalone.errors())
                    .containsExactly("bellwire: tiny-portal did not start: topic 'alerts' is missing");
            assertThat(standalone.output()).noneMatch(line -> line.contains("Exception"));
        }
    }

    @Test
    void saysInOneLineWhichPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("BELLWIRE_INGEST_PORT", Integer.toString(taken.getLocalPort()));
            assertRefused("port " + taken.getLocalPort()
                    + " is taken by another program: stop it, or set BELLWIRE_INGEST_PORT to a free port");
        }
    }

    @Test
    void saysInOneLineWhichSettingCannotBeUsed() throws Exception {
        environment.put("BELLWIRE_PORTAL_PORT", "http");
        assertRefused("BELLWIRE_PORTAL_PORT is 'http', which cannot be used (For input string: \"http\")");

        environment.put("BELLWIRE_PORTAL_PORT", "70000");
        assertRefused("BELLWIRE_PORTAL_PORT is 70000, which is not between 1 and 65535");
    }

    @Test
    void saysInOneLineThatTheDataDirectoryCannotBeUsed() throws Exception {
        Files.writeString(data, "a file");
        assertRefused("the data directory " + data + " cannot be used (a file is in its place):"
                + " make it writable for this user, or set BELLWIRE_DATA_DIR to one that is");
    }

    private void assertRefused(String reason) throws Exception {
        try (StandaloneProcess standalone = StandaloneProcess.start(data, environment)) {
            assertThat(standalone.awaitExit()).isEqualTo(1);
            assertThat(standalone.errors()).containsExactly("bellwire: " + reason);
            assertThat(standalone.output()).isEmpty();
        }
    }

    private static void awaitReady(StandaloneProcess standalone) {
        await().atMost(Duration.ofSeconds(150))
                .failFast(
                        "the process has ended",
                        () -> assertThat(standalone.isAlive())
                                .as(standalone.errors().toString())
                                .isTrue())
                .untilAsserted(() -> assertThat(standalone.output())
                        .contains("Ctrl-C stops it; started again it goes on where it was."));
    }

    private String property(String program, String name) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + environment.get("BELLWIRE_" + program + "_PORT") + "/property?name="
                + URLEncoder.encode(name, StandardCharsets.UTF_8));
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }
}
