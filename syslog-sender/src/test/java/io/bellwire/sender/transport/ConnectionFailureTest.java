package io.bellwire.sender.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Framing;
import io.bellwire.schemas.Transport;
import io.bellwire.sender.transport.CertificateFingerprint.Algorithm;
import io.bellwire.sender.transport.ConnectionFailure.Kind;
import io.bellwire.settings.SiemEndpoint;
import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionFailureTest {
    private static final ConnectionLimits LIMITS = new ConnectionLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));

    private final NetworkThread network = new NetworkThread();

    @TempDir
    Path directory;

    @AfterEach
    void closeNetwork() {
        network.close();
    }

    @Test
    void refused() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0)) {
            port = gone.getLocalPort();
        }
        assertThat(failure("127.0.0.1", port, Transport.TCP, TlsFiles.NONE))
                .isEqualTo(new ConnectionFailure(
                        Kind.REFUSED, "127.0.0.1:" + port + ": connection refused: nothing listens on this port"));
    }

    @Test
    void timedOut() {
        assertThat(ConnectionFailure.explain(new ConnectTimeoutException("x"), new SiemEndpoint("siem", 514))
                        .kind())
                .isEqualTo(Kind.TIMED_OUT);
    }

    @Test
    void unknownName() {
        assertThat(ConnectionFailure.explain(
                        new UnknownHostException("siem.contoso.com"), new SiemEndpoint("siem.contoso.com", 514)))
                .isEqualTo(
                        new ConnectionFailure(Kind.NAME_UNKNOWN, "siem.contoso.com:514: the name is unknown to DNS"));
    }

    @Test
    void ofSeveralAddressesTheOneThatGotFurthestIsTold() {
        IOException failure = new NoRouteToHostException("No route to host");
        failure.addSuppressed(new ConnectException("Connection refused"));
        failure.addSuppressed(new ConnectTimeoutException("x"));

        assertThat(ConnectionFailure.explain(failure, new SiemEndpoint("siem", 514))
                        .kind())
                .isEqualTo(Kind.REFUSED);
    }

    @Test
    void untrustedCertificate() throws Exception {
        Certificates shown = Certificates.of("dns:localhost");
        Certificates trusted = Certificates.selfSigned(directory, "dns:localhost");

        assertThat(tlsFailure(shown, trusted.trusting()).kind()).isEqualTo(Kind.NOT_TRUSTED);
        assertThat(tlsFailure(shown, TlsFiles.NONE).kind()).isEqualTo(Kind.NOT_TRUSTED);
    }

    @Test
    void expiredCertificate() throws Exception {
        Certificates shown = Certificates.selfSigned(directory, "dns:localhost", "-startdate", "-3d", "-validity", "1");

        assertThat(tlsFailure(shown, shown.trusting()).kind()).isEqualTo(Kind.EXPIRED);
    }

    @Test
    void certificateOfTheFuture() throws Exception {
        Certificates shown = Certificates.selfSigned(directory, "dns:localhost", "-startdate", "+2d", "-validity", "3");

        assertThat(tlsFailure(shown, shown.trusting()).kind()).isEqualTo(Kind.NOT_YET_VALID);
    }

    @Test
    void certificateOfAnotherName() throws Exception {
        Certificates shown = Certificates.of("dns:other.contoso.com");

        ConnectionFailure failure = tlsFailure(shown, shown.trusting());

        assertThat(failure.kind()).isEqualTo(Kind.WRONG_NAME);
        assertThat(failure.words()).contains("its certificate is not made out to localhost");
    }

    @Test
    void certificateWithoutTheAddressThatWasAskedFor() throws Exception {
        Certificates shown = Certificates.of("dns:localhost");
        try (StreamReceiver siem = StreamReceiver.tls(Framing.LINE_FEED, shown.server(), false)) {
            assertThat(failure("127.0.0.1", siem.port(), Transport.TLS, shown.trusting())
                            .kind())
                    .isEqualTo(Kind.WRONG_NAME);
        }
    }

    @Test
    void pinnedCertificateNeedsNeitherChainNorName() throws Exception {
        Certificates shown = Certificates.of("dns:other.contoso.com");
        try (StreamReceiver siem = StreamReceiver.tls(Framing.LINE_FEED, shown.server(), false);
                SyslogTransport transport = open(
                        "localhost",
                        siem.port(),
                        Transport.TLS,
                        new TlsFiles(null, null, null, shown.fingerprint(Algorithm.SHA_256)))) {
            transport.write(List.of(UTF_8.encode("a"))).get(10, TimeUnit.SECONDS);
            await().untilAsserted(() -> assertThat(siem.messages()).containsExactly("a"));
        }
        assertThat(tlsFailure(shown, new TlsFiles(null, null, null, CertificateFingerprint.parse("00".repeat(32))))
                        .kind())
                .isEqualTo(Kind.WRONG_PIN);
    }

    @Test
    void plainPortGetsNoPlainByte() throws Exception {
        try (StreamReceiver silent = StreamReceiver.tcp(Framing.LINE_FEED)) {
            ConnectionFailure failure = failure("localhost", silent.port(), Transport.TLS, TlsFiles.NONE);

            assertThat(failure.kind()).isEqualTo(Kind.NO_TLS);
            assertThat(silent.octets()).startsWith("\u0016\u0003");
        }
    }

    @Test
    void portThatTalksSomethingElse() throws Exception {
        try (ServerSocket greeter = new ServerSocket(0)) {
            Thread thread = new Thread(() -> {
                try (var socket = greeter.accept()) {
                    socket.getOutputStream().write("220 mail.contoso.com ESMTP\r\n".getBytes(UTF_8));
                    var unused = socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // The sender hung up.
                }
            });
            thread.start();

            assertThat(failure("127.0.0.1", greeter.getLocalPort(), Transport.TLS, TlsFiles.NONE)
                            .kind())
                    .isEqualTo(Kind.NO_TLS);
            thread.join(5_000);
        }
    }

    @Test
    void siemThatAsksForACertificateWeLack() throws Exception {
        Certificates shown = Certificates.of("dns:localhost");
        try (StreamReceiver siem = StreamReceiver.tls(Framing.LINE_FEED, shown.server(), true);
                SyslogTransport transport = open("localhost", siem.port(), Transport.TLS, shown.trusting())) {
            // TLS 1.3 tells the client only after the handshake.
            await().untilAsserted(() -> assertThat(transport.isOpen()).isFalse());

            assertThat(explained(transport.failure(), siem.port()).kind()).isEqualTo(Kind.CLIENT_CERTIFICATE);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Received fatal alert: certificate_required | CLIENT_CERTIFICATE | it demands a client certificate
            Received fatal alert: bad_certificate      | CLIENT_CERTIFICATE | or does not accept ours
            Received fatal alert: unknown_ca           | CLIENT_CERTIFICATE | bellwire.siem-certificate-file
            Received fatal alert: protocol_version     | TLS_VERSION        | it speaks neither TLS 1.2 nor TLS 1.3
            The server selected protocol version TLS10 is not accepted | TLS_VERSION | neither TLS 1.2 nor TLS 1.3
            Received fatal alert: handshake_failure    | TLS_REFUSED        | shares no cipher with us
            """)
    void alertsAreTold(String message, Kind kind, String words) {
        ConnectionFailure failure =
                explained(new TlsHandshakeException(new SSLHandshakeException(message), null), 6514);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.words()).startsWith("localhost:6514: ").contains(words);
        assertThat(kind.needsAPerson()).isTrue();
    }

    @Test
    void aStrangersCertificateForgesNoLineOfTheLog() {
        X500Principal stranger = new X500Principal("CN=\"x\r\n12:00 INFO all is well" + "!".repeat(2_000) + "\"");
        CertificateException untrusted = new UntrustedChainException(stranger, true, new CertificateException());

        ConnectionFailure failure = explained(new TlsHandshakeException(untrusted, null), 6514);

        assertThat(failure.kind()).isEqualTo(Kind.NOT_TRUSTED);
        assertThat(failure.words())
                .contains("all is well")
                .hasSizeLessThan(1_100)
                .doesNotContain("\n", "\r");
    }

    @ParameterizedTest
    @CsvSource({
        "Network is unreachable, UNREACHABLE",
        "No route to host, UNREACHABLE",
        "Connection timed out, TIMED_OUT"
    })
    void thingsOnTheWay(String message, Kind kind) {
        ConnectionFailure failure = explained(new IOException(message), 514);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(kind.needsAPerson()).isFalse();
    }

    @Test
    void closedAndReset() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED)) {
            SyslogTransport closed = open("localhost", siem.port(), Transport.TCP, TlsFiles.NONE);
            await().until(() -> siem.connections() == 1);
            siem.hangUp();
            await().until(() -> !closed.isOpen());
            assertThat(explained(closed.failure(), siem.port()).kind()).isEqualTo(Kind.CLOSED);

            SyslogTransport reset = open("localhost", siem.port(), Transport.TCP, TlsFiles.NONE);
            await().until(() -> siem.connections() == 2);
            siem.reset();
            await().until(() -> !reset.isOpen());
            assertThat(explained(reset.failure(), siem.port()).kind()).isEqualTo(Kind.RESET);
        }
    }

    @Test
    void udpPortThatRefuses() throws Exception {
        int port;
        try (UdpReceiver gone = new UdpReceiver()) {
            port = gone.port();
        }
        try (SyslogTransport transport = open("127.0.0.1", port, Transport.UDP, TlsFiles.NONE)) {
            Throwable failure = await().until(
                            () -> catchThrowable(() ->
                                    transport.write(List.of(UTF_8.encode("a"))).get()),
                            ExecutionException.class::isInstance);
            assertThat(explained(failure, port).kind()).isEqualTo(Kind.REFUSED);
        }
    }

    @Test
    void fileThatIsNotThere() throws Exception {
        Path missing = directory.resolve("ca.pem");

        assertThat(failure("localhost", 1, Transport.TLS, new TlsFiles(missing, null, null, null))
                        .words())
                .isEqualTo(missing + " does not exist");
    }

    private ConnectionFailure tlsFailure(Certificates shown, TlsFiles files) throws Exception {
        try (StreamReceiver siem = StreamReceiver.tls(Framing.LINE_FEED, shown.server(), false)) {
            ConnectionFailure failure = failure("localhost", siem.port(), Transport.TLS, files);
            assertThat(siem.messages()).isEmpty();
            assertThat(failure.kind().needsAPerson()).isTrue();
            return failure;
        }
    }

    private ConnectionFailure failure(String host, int port, Transport transport, TlsFiles files) {
        Throwable failure =
                catchThrowable(() -> open(host, port, transport, files).close());
        assertThat(failure).isInstanceOf(IOException.class);
        return ConnectionFailure.explain(failure, new SiemEndpoint(host, port));
    }

    private static ConnectionFailure explained(Throwable failure, int port) {
        return ConnectionFailure.explain(failure, new SiemEndpoint("localhost", port));
    }

    private SyslogTransport open(String host, int port, Transport transport, TlsFiles files) throws Exception {
        return SyslogTransport.open(
                new TransportSettings(new SiemEndpoint(host, port), transport, Framing.LINE_FEED, 1400),
                LIMITS,
                NameService.SYSTEM,
                new SiemTls(files),
                network);
    }
}
