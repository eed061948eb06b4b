package io.bellwire.sender.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Framing;
import io.bellwire.schemas.Transport;
import io.bellwire.sender.transport.ConnectionFailure.Kind;
import io.bellwire.sender.transport.Wiretap.TlsRecord;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.siem.TestCertificates;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A SIEM that TLS does not let us trust gets no octet of a message, and the operator a reason. */
class TlsRefusalTest {
    private static final ConnectionLimits LIMITS = new ConnectionLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));
    private static final String MESSAGE =
            "<36>1 2026-11-24T08:05:09.042Z DC01 bellwire - Malware - CEF:0|Microsoft|Azure ATP|1|Malware|Malware|5|";
    /** So many that cipher text does not hold them by chance. */
    private static final int OCTETS_OF_MESSAGE = 5;

    private static final NetworkThread NETWORK = new NetworkThread();

    @TempDir
    static Path directory;

    @AfterAll
    static void closeNetwork() {
        NETWORK.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void expired(String protocol) throws Exception {
        SSLContext shown = TestCertificates.shared().expired("localhost").context();

        assertThat(refused(Kind.EXPIRED, shown, protocol))
                .contains("its certificate has expired (NotAfter: ", "renew it at the SIEM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void notYetValid(String protocol) throws Exception {
        SSLContext shown = TestCertificates.shared().notYetValid("localhost").context();

        assertThat(refused(Kind.NOT_YET_VALID, shown, protocol))
                .contains("its certificate is not yet valid (NotBefore: ", "compare the clocks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void wrongName(String protocol) throws Exception {
        SSLContext shown = TestCertificates.shared()
                .server("siem.contoso.com", "192.0.2.10")
                .context();

        assertThat(refused(Kind.WRONG_NAME, shown, protocol))
                .contains("its certificate is not made out to localhost but to: siem.contoso.com, 192.0.2.10: set the");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void unknownAuthority(String protocol) throws Exception {
        SSLContext shown = TestCertificates.shared().server("localhost").context();
        try (StreamReceiver siem = StreamReceiver.tls(Framing.OCTET_COUNTING, shown, false, protocol)) {
            String words = refusedInHandshake(
                    Kind.NOT_TRUSTED,
                    siem.port(),
                    Certificates.of("dns:localhost").trusting());

            assertThat(words)
                    .contains("it comes from 'CN=Bellwire test CA ", "', which is not in bellwire.siem-ca-file");
        }
    }

    @Test
    void intermediateCertificateMissing() throws Exception {
        CertificateChain chain = CertificateChain.of(directory, "dns:localhost");
        TlsFiles trustingRoot = new TlsFiles(chain.rootFile(), null, null, null);
        TlsFiles trustingAuthority = new TlsFiles(chain.authorityFile(), null, null, null);
        try (StreamReceiver siem =
                        StreamReceiver.tls(Framing.OCTET_COUNTING, chain.alone().server(), false);
                StreamReceiver mended =
                        StreamReceiver.tls(Framing.OCTET_COUNTING, chain.whole().server(), false)) {
            assertThat(refusedInHandshake(Kind.NOT_TRUSTED, siem.port(), trustingRoot))
                    .contains("ends at the issuer 'CN=test authority', which is not in bellwire.siem-ca-file")
                    .contains("let the SIEM send its intermediate certificates too");

            // Both cures that the words name are cures.
            open(mended.port(), trustingRoot).close();
            open(siem.port(), trustingAuthority).close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "an alert that says protocol_version, 15030200020246",
        "a hello of TLS 1.1, 160302002a02000026030200000000000000000000000000000000000000"
                + "0000000000000000000000000000c01300",
    })
    void onlyTls11(String what, String answer) throws Exception {
        try (ServerSocket old = answering(HexFormat.of().parseHex(answer))) {
            assertThat(refusedInHandshake(Kind.TLS_VERSION, old.getLocalPort(), TlsFiles.NONE))
                    .as(what)
                    .contains("it speaks neither TLS 1.2 nor TLS 1.3", "allow one of them at the SIEM");
        }
    }

    @Test
    void clientCertificateMissingUnderTls12() throws Exception {
        SSLContext shown = TestCertificates.shared().server("localhost").context();
        try (StreamReceiver siem = StreamReceiver.tls(Framing.OCTET_COUNTING, shown, true, "TLSv1.2")) {
            assertThat(refusedInHandshake(Kind.CLIENT_CERTIFICATE, siem.port(), trusting()))
                    .contains("it demands a client certificate", "bellwire.siem-certificate-file");
            assertThat(siem.messages()).isEmpty();
        }
    }

    /** Under TLS 1.3 our side is done, and may send, before the SIEM has looked for our certificate. */
    @Test
    void clientCertificateMissingUnderTls13() throws Exception {
        SSLContext shown = TestCertificates.shared().server("localhost").context();
        try (StreamReceiver siem = StreamReceiver.tls(Framing.OCTET_COUNTING, shown, true, "TLSv1.3")) {
            Attempt attempt = attempt(siem.port(), trusting());

            assertThat(attempt.failure().kind()).isEqualTo(Kind.CLIENT_CERTIFICATE);
            assertThat(attempt.failure().words()).contains("it demands a client certificate");
            assertThat(siem.messages()).isEmpty();
        }
    }

    @Test
    void plainPort() throws Exception {
        try (StreamReceiver silent = StreamReceiver.tcp(Framing.LINE_FEED);
                ServerSocket talking = answering("220 mail.contoso.com ESMTP\r\n".getBytes(UTF_8))) {
            assertThat(refusedInHandshake(Kind.NO_TLS, silent.port(), TlsFiles.NONE))
                    .contains("it did not answer the TLS handshake: perhaps it speaks no TLS on this port");
            assertThat(refusedInHandshake(Kind.NO_TLS, talking.getLocalPort(), TlsFiles.NONE))
                    .contains("it speaks no TLS on this port: choose its TLS port, or the transport tcp");
        }
    }

    private record Attempt(ConnectionFailure failure, List<TlsRecord> records) {}

    private String refused(Kind kind, SSLContext shown, String protocol) throws Exception {
        try (StreamReceiver siem = StreamReceiver.tls(Framing.OCTET_COUNTING, shown, false, protocol)) {
            String words = refusedInHandshake(kind, siem.port(), trusting());
            assertThat(siem.messages()).isEmpty();
            return words;
        }
    }

    /** Not even in cipher did anything leave but the handshake and an alert. */
    private String refusedInHandshake(Kind kind, int siemPort, TlsFiles files) throws Exception {
        Attempt attempt = attempt(siemPort, files);
        assertThat(attempt.failure().kind()).isEqualTo(kind);
        assertThat(kind.needsAPerson()).isTrue();
        assertThat(attempt.records())
                .isNotEmpty()
                .allMatch(record -> record.isEncryptedAlert() || record.type() != TlsRecord.APPLICATION_DATA);
        return attempt.failure().words();
    }

    /** Tries to deliver a message, and sees that nothing but TLS goes over the wire, and nothing of the message in clear. */
    private Attempt attempt(int siemPort, TlsFiles files) throws Exception {
        try (Wiretap wire = new Wiretap(siemPort)) {
            IOException failure = deliver(wire.port(), files);
            byte[] octets = wire.octets();
            assertThat(Wiretap.records(octets))
                    .allMatch(record -> record.type() >= TlsRecord.CHANGE_CIPHER_SPEC
                            && record.type() <= TlsRecord.APPLICATION_DATA);
            String text = new String(octets, ISO_8859_1);
            for (int at = 0; at + OCTETS_OF_MESSAGE <= MESSAGE.length(); at++) {
                assertThat(text).doesNotContain(MESSAGE.substring(at, at + OCTETS_OF_MESSAGE));
            }
            return new Attempt(
                    ConnectionFailure.explain(failure, new SiemEndpoint("localhost", siemPort)),
                    Wiretap.records(octets));
        }
    }

    private static IOException deliver(int port, TlsFiles files) throws Exception {
        try (SyslogTransport transport = open(port, files)) {
            try {
                transport.write(List.of(UTF_8.encode(MESSAGE))).get(10, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(IOException.class);
            }
            await().until(() -> !transport.isOpen() && transport.failure() != null);
            return transport.failure();
        } catch (IOException e) {
            return e;
        }
    }

    private static SyslogTransport open(int port, TlsFiles files) throws Exception {
        return SyslogTransport.open(
                new TransportSettings(new SiemEndpoint("localhost", port), Transport.TLS, Framing.OCTET_COUNTING, 1400),
                LIMITS,
                name -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                new SiemTls(files),
                NETWORK);
    }

    private static TlsFiles trusting() {
        return new TlsFiles(TestCertificates.shared().caFile(), null, null, null);
    }

    /** Says one thing to whoever said something, and then listens until he hangs up. */
    private static ServerSocket answering(byte[] answer) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            try (Socket socket = server.accept()) {
                if (socket.getInputStream().read() >= 0) {
                    socket.getOutputStream().write(answer);
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                }
            } catch (IOException e) {
                // The sender or the test ended it.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server;
    }
}
