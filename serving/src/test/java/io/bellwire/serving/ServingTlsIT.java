package io.bellwire.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bellwire.siem.TestCertificates;
import io.bellwire.siem.TestIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class ServingTlsIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private static TestCertificates authority;
    private static TestIdentity first;
    private static TestIdentity second;
    private static TestIdentity third;

    @TempDir
    Path directory;

    private SecretDirectory secret;

    @BeforeAll
    static void issue() throws IOException {
        authority = TestCertificates.shared();
        first = authority.server("127.0.0.1", "serving-1");
        second = authority.server("127.0.0.1", "serving-2");
        third = authority.server("127.0.0.1", "serving-3");
    }

    @BeforeEach
    void mount() throws IOException {
        secret = SecretDirectory.of(directory, first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void twoFilesMakeItAnswerOverTls(String version) throws Exception {
        try (TinyProgram program = start();
                SSLSocket socket = connect(program)) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();

            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
            assertThat(program.health(authority.trusting()).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {OldTls.VERSION_1_0, OldTls.VERSION_1_1})
    void olderTlsIsRefused(int version) throws IOException {
        try (TinyProgram program = start()) {
            assertThat(OldTls.alertOf(program.port(), version)).isEqualTo(OldTls.PROTOCOL_VERSION);
            assertThat(program.property("spring.ssl.bundle.pem.bellwire.options.enabled-protocols"))
                    .isEqualTo("TLSv1.3,TLSv1.2");
        }
    }

    @Test
    void whoComesInClearIsToldSo() throws IOException {
        try (TinyProgram program = start()) {
            HttpResponse<String> answer = TinyProgram.get(
                    HttpClient.newHttpClient(), "http://127.0.0.1:" + program.port() + "/actuator/health");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("This combination of host and port requires TLS.");
        }
    }

    @Test
    void swapsOfAKubernetesSecretAreTakenUpEachTime() throws Exception {
        try (TinyProgram program = start()) {
            assertThat(presented(program)).isEqualTo(first.certificate());

            secret.swap(second);
            await().atMost(SOON).until(() -> presented(program), second.certificate()::equals);

            secret.swap(third);
            await().atMost(SOON).until(() -> presented(program), third.certificate()::equals);
        }
    }

    @Test
    void aKeyOfAnotherCertificateIsRefusedAndTheOldPairKept(CapturedOutput log) throws Exception {
        try (TinyProgram program = start()) {
            secret.swap(second.certificateFile(), third.privateKeyFile());
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(log.getOut())
                            .containsPattern("ERROR .*Unexpected SSL reload error")
                            .contains("Private key in keystore matches none of the certificates in the chain"));

            assertThat(presented(program)).isEqualTo(first.certificate());
            assertThat(program.health(authority.trusting()).statusCode()).isEqualTo(200);

            secret.swap(second);
            await().atMost(SOON).until(() -> presented(program), second.certificate()::equals);
        }
    }

    @Test
    void aCertificateThatIsNoneIsRefusedAndTheOldPairKept(CapturedOutput log) throws Exception {
        try (TinyProgram program = start()) {
            secret.swap(second.privateKeyFile(), second.privateKeyFile());
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(log.getOut()).containsPattern("ERROR .*Unexpected SSL reload error"));

            assertThat(presented(program)).isEqualTo(first.certificate());
        }
    }

    @Test
    void itDoesNotStartWithAKeyOfAnotherCertificate() throws IOException {
        secret.swap(second.certificateFile(), third.privateKeyFile());

        assertThatThrownBy(this::start)
                .hasStackTraceContaining("Private key in keystore matches none of the certificates in the chain");
    }

    @Test
    void oneFileWithoutTheOtherIsRefusedByName() {
        assertThatThrownBy(() -> TinyProgram.start("--bellwire.tls-certificate-file=" + secret.certificate()))
                .isInstanceOfSatisfying(
                        InvalidConfigurationPropertyValueException.class,
                        refused -> assertThat(refused.getReason())
                                .isEqualTo(
                                        "BELLWIRE_TLS_PRIVATE_KEY_FILE is not set, and BELLWIRE_TLS_CERTIFICATE_FILE is: TLS wants"
                                                + " both"));
    }

    @Test
    void clientsShowACertificateWhenBootsOwnPropertiesDemandIt() throws IOException {
        try (TinyProgram program = start(
                "--server.ssl.client-auth=need",
                "--spring.ssl.bundle.pem.bellwire.truststore.certificate=file:" + authority.caFile(),
                "--management.server.port=0",
                "--management.server.ssl.enabled=false")) {
            SSLContext producer = authority.client("producer").context();

            // Health has moved to the other port; here nothing is left to be found.
            assertThat(program.health(producer).statusCode()).isEqualTo(404);
            assertThatThrownBy(() -> program.health(authority.trusting())).isInstanceOf(SSLException.class);
            assertThat(TinyProgram.get(
                                    HttpClient.newHttpClient(),
                                    "http://127.0.0.1:" + program.managementPort() + "/actuator/health/readiness")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void whoeverTrustsAnotherAuthorityComesNotIn() throws IOException {
        try (TinyProgram program = start()) {
            assertThatThrownBy(
                            () -> program.health(TestCertificates.in(directory).trusting()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    private TinyProgram start(String... more) {
        String[] properties = new String[more.length + 2];
        properties[0] = "--bellwire.tls-certificate-file=" + secret.certificate();
        properties[1] = "--bellwire.tls-private-key-file=" + secret.privateKey();
        System.arraycopy(more, 0, properties, 2, more.length);
        return TinyProgram.start(properties);
    }

    private static SSLSocket connect(TinyProgram program) throws IOException {
        return (SSLSocket)
                authority.trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), program.port());
    }

    private static Certificate presented(TinyProgram program) throws IOException {
        try (SSLSocket socket = connect(program)) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }
}
