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
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsHandshakeTest {
    private static final NetworkThread NETWORK = new NetworkThread();

    @TempDir
    static Path directory;

    @AfterAll
    static void closeNetwork() {
        NETWORK.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothVersionsConnectAndBringTheClientCertificate(String protocol) throws Exception {
        Certificates server = Certificates.of("dns:localhost");
        Certificates client = Certificates.of("dns:sensor");
        TlsFiles files =
                new TlsFiles(server.certificateFile(), client.certificateFile(), client.privateKeyFile(), null);
        try (StreamReceiver siem = StreamReceiver.tls(Framing.OCTET_COUNTING, server.server(client), true, protocol)) {
            ExtendedSSLSession session = delivered(siem, "localhost", files);

            assertThat(session.getProtocol()).isEqualTo(protocol);
            assertThat(session.getPeerCertificates()).containsExactly(client.certificate());
        }
    }

    @Test
    void theNewerVersionIsPreferred() throws Exception {
        Certificates server = Certificates.of("dns:localhost");
        try (StreamReceiver siem =
                StreamReceiver.tls(Framing.OCTET_COUNTING, server.server(), false, "TLSv1.2", "TLSv1.3")) {
            assertThat(delivered(siem, "localhost", server.trusting()).getProtocol())
                    .isEqualTo("TLSv1.3");
        }
    }

    @Test
    void theServerIsToldTheNameButNoAddress() throws Exception {
        Certificates server = Certificates.of("dns:localhost,dns:xn--mnchen-3ya.example,ip:127.0.0.1");
        try (StreamReceiver siem = StreamReceiver.tls(Framing.OCTET_COUNTING, server.server(), false)) {
            assertThat(delivered(siem, "localhost", server.trusting()).getRequestedServerNames())
                    .containsExactly(new SNIHostName("localhost"));
            assertThat(delivered(siem, "münchen.example.", server.trusting()).getRequestedServerNames())
                    .containsExactly(new SNIHostName("xn--mnchen-3ya.example"));
            assertThat(delivered(siem, "127.0.0.1", server.trusting()).getRequestedServerNames())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "siem.contoso.com, true",
        "*.contoso.com, true",
        "siem*.contoso.com, false",
        "siem.*.com, false",
    })
    void starsThatOnlyTheJdkTakesAreRefused(String commonName, boolean fits) throws Exception {
        Certificates server = Certificates.ofSubject(directory, "CN=" + commonName);
        try (StreamReceiver siem = StreamReceiver.tls(Framing.OCTET_COUNTING, server.server(), false)) {
            if (fits) {
                delivered(siem, "siem.contoso.com", server.trusting());
            } else {
                Throwable failure = catchThrowable(() -> delivered(siem, "siem.contoso.com", server.trusting()));
                assertThat(failure).as("refusal of " + commonName).isNotNull();
                assertThat(ConnectionFailure.explain(failure, new SiemEndpoint("siem.contoso.com", 6514)))
                        .isEqualTo(new ConnectionFailure(
                                Kind.WRONG_NAME,
                                "siem.contoso.com:6514: its certificate is not made out to siem.contoso.com but to:"
                                        + " common name " + commonName
                                        + ": set the endpoint to one of these, or pin the certificate"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"SHA_1", "SHA_256"})
    void aPinNeedsNeitherChainNorName(Algorithm algorithm) throws Exception {
        Certificates server = Certificates.of("dns:other.contoso.com");
        TlsFiles pinned = new TlsFiles(null, null, null, server.fingerprint(algorithm));
        try (StreamReceiver siem = StreamReceiver.tls(Framing.OCTET_COUNTING, server.server(), false)) {
            delivered(siem, "localhost", pinned);
        }
    }

    /** What was agreed on the connection that carried a message. */
    private static ExtendedSSLSession delivered(StreamReceiver siem, String host, TlsFiles files) throws Exception {
        int before = siem.messages().size();
        try (SyslogTransport transport = SyslogTransport.open(
                new TransportSettings(new SiemEndpoint(host, siem.port()), Transport.TLS, Framing.OCTET_COUNTING, 1400),
                ConnectionLimits.connectWithin(Duration.ofSeconds(5)),
                name -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                new SiemTls(files),
                NETWORK)) {
            transport.write(List.of(UTF_8.encode("<36>1 a"))).get(10, TimeUnit.SECONDS);
            await().untilAsserted(() -> assertThat(siem.messages()).hasSize(before + 1));
            return siem.session();
        }
    }
}
