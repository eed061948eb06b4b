package io.bellwire.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** What is said when Kafka does not let a program in: where, why, and the variable that has to be set right. */
class UnusableClusterTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new SaslAuthenticationException("invalid credentials with SASL mechanism SCRAM-SHA-512"),
                        "Kafka at kafka1:9093 does not let this program sign in: invalid credentials with SASL mechanism"
                                + " SCRAM-SHA-512",
                        "SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG"),
                Arguments.of(
                        tls("PKIX path building failed: unable to find valid certification path"),
                        "Kafka at kafka1:9093 cannot be talked to by TLS: PKIX path building failed: unable to find valid"
                                + " certification path",
                        "SPRING_KAFKA_SSL_TRUST_STORE_LOCATION"),
                Arguments.of(
                        tls("No subject alternative DNS name matching kafka1 found."),
                        "Kafka at kafka1:9093 cannot be talked to by TLS: No subject alternative DNS name matching kafka1"
                                + " found.",
                        "SPRING_KAFKA_BOOTSTRAP_SERVERS"),
                Arguments.of(
                        tls("Received fatal alert: certificate_required"),
                        "Kafka at kafka1:9093 cannot be talked to by TLS: Received fatal alert: certificate_required",
                        "SPRING_KAFKA_SSL_KEY_STORE_LOCATION"),
                Arguments.of(
                        tls("Unsupported or unrecognized SSL message"),
                        "Kafka at kafka1:9093 cannot be talked to by TLS: Unsupported or unrecognized SSL message",
                        "SPRING_KAFKA_SECURITY_PROTOCOL"),
                Arguments.of(
                        new TimeoutException("Timed out waiting for a node assignment"),
                        "Kafka at kafka1:9093 does not answer: Timed out waiting for a node assignment",
                        "SPRING_KAFKA_SECURITY_PROTOCOL"),
                Arguments.of(
                        new KafkaException("Failed to create", new KafkaException("Failed to load SSL keystore")),
                        "Kafka at kafka1:9093 cannot be used: Failed to load SSL keystore",
                        "docs/OPERATING.md"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whereAndWhyIsSaidAndWhatHasToBeSetRight(Throwable failure, String message, String variable) {
        Throwable asSpringHasIt = new IllegalStateException(
                "bean", UnusableClusterException.of("kafka1:9093", new ExecutionException(failure)));

        FailureAnalysis said = new UnusableClusterAnalyzer().analyze(asSpringHasIt);

        assertThat(said).isNotNull();
        assertThat(said.getDescription()).isEqualTo(message);
        assertThat(said.getAction()).contains(variable);
    }

    @Test
    void aTrustStoreThatIsMissingIsNamed() {
        Map<String, Object> configuration = Map.of(
                "bootstrap.servers",
                List.of("127.0.0.1:9093", "127.0.0.2:9093"),
                "security.protocol",
                "SSL",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                "/nowhere/ca.crt");
        Topics topics = new Topics("", 1, (short) 1);

        assertThatExceptionOfType(UnusableClusterException.class)
                .isThrownBy(() -> TopicCreation.ensure(configuration, topics, Topic.ALERTS))
                .withMessageStartingWith("Kafka at 127.0.0.1:9093,127.0.0.2:9093 cannot be used: ")
                .withMessageContaining("/nowhere/ca.crt");
    }

    /** A real one, which has no certificate and needs none: it refuses what is no TLS with an alert. */
    @Test
    void whoSpeaksWithoutTlsToAListenerWithTlsIsToldSo() throws Exception {
        Topics topics = new Topics("", 1, (short) 1);
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> answerByTls(listener));
            String address = "127.0.0.1:" + listener.getLocalPort();

            assertThatExceptionOfType(UnusableClusterException.class)
                    .isThrownBy(() -> TopicCreation.ensure(Map.of("bootstrap.servers", address), topics, Topic.ALERTS))
                    .withMessage("Kafka at " + address + " speaks TLS, and this program was told to speak without");
            answering.join();
        }
    }

    /** As a broker may that is told to read no more: what the program writes after its first piece is refused by a reset. */
    @Test
    void aListenerWithTlsThatClosesAtOnceIsKnownToo() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + listener.getLocalPort();
            for (int attempt = 0; attempt < 500; attempt++) {
                CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> alertAndClose(listener));

                assertThat(ListenerProbe.meetsTlsUnprepared(Map.of(), address))
                        .as("attempt %s", attempt)
                        .isTrue();
                answering.join();
            }
        }
    }

    private static void alertAndClose(ServerSocket listener) {
        try (Socket plain = listener.accept()) {
            plain.getInputStream().read();
            plain.getOutputStream().write(0x15);
            plain.getInputStream()
                    .readNBytes(Math.min(13, plain.getInputStream().available()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answerByTls(ServerSocket listener) {
        try (Socket plain = listener.accept()) {
            SSLSocketFactory server = (SSLSocketFactory) SSLSocketFactory.getDefault();
            SSLSocket encrypted = (SSLSocket) server.createSocket(plain, new ByteArrayInputStream(new byte[0]), false);
            assertThatExceptionOfType(SSLException.class).isThrownBy(encrypted::startHandshake);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whoMayNotReadATopicIsToldSo() {
        UnusableClusterException said = UnusableClusterException.unreadable(
                "settings", Duration.ofSeconds(60), new TopicAuthorizationException(Set.of("settings")));

        assertThat(said)
                .hasMessage(
                        "topic 'settings' could not be read to its end within PT1M: Not authorized to access topics:"
                                + " [settings]");
        assertThat(said.cure()).contains("the right to Read");
    }

    private static SslAuthenticationException tls(String reason) {
        SSLHandshakeException handshake = new SSLHandshakeException(reason);
        handshake.initCause(new IllegalStateException("a part of it"));
        return new SslAuthenticationException("SSL handshake failed", handshake);
    }
}
