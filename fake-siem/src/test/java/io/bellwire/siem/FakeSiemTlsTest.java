package io.bellwire.siem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FakeSiemTlsTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static TestCertificates certificates;
    private static SSLContext good;

    private final LeakCheck leaks = LeakCheck.begin();

    @BeforeAll
    static void makeCertificates() throws IOException {
        certificates = TestCertificates.shared();
        good = certificates.server("localhost", "127.0.0.1").context();
    }

    @AfterEach
    void nothingIsLeft() {
        leaks.nothingLeft();
    }

    @Test
    void recordsWhatComesInsideTls() throws Exception {
        try (FakeSiem siem = FakeSiem.tls(good);
                Sender sender = Sender.byTls(siem, certificates.trusting())) {
            sender.write("7 <1>tls!7 <1>more");
            assertThat(siem.take(2, SOON)).extracting(ReceivedMessage::text).containsExactly("<1>tls!", "<1>more");
            assertThat(siem.handshakes()).containsExactly(new Handshake(1, "TLSv1.3", null, null));
            assertThat(siem.plainBytes()).isZero();
            assertThat(siem.bytes()).isEqualTo(18);
        }
    }

    @Test
    void presentsOtherCertificatesToSingleConnections(@TempDir Path elsewhere) throws Exception {
        try (FakeSiem siem = FakeSiem.tls(good)) {
            siem.behave(
                    Behaviour.present(certificates.server("other.example").context()),
                    Behaviour.present(
                            certificates.expired("localhost", "127.0.0.1").context()),
                    Behaviour.present(TestCertificates.in(elsewhere)
                            .server("localhost", "127.0.0.1")
                            .context()));
            for (String reason : new String[] {
                "No subject alternative names matching", "validity check failed", "unable to find valid"
            }) {
                assertThatThrownBy(() -> Sender.byTls(siem, certificates.trusting()))
                        .isInstanceOf(SSLException.class)
                        .hasMessageContaining(reason);
            }
            try (Sender sender = Sender.byTls(siem, certificates.trusting())) {
                sender.write("<1>at last\n");
                siem.take(1, SOON);
            }
            siem.awaitHandshakes(4, SOON);
            assertThat(siem.handshakes())
                    .filteredOn(handshake -> handshake.failure() != null)
                    .hasSize(3);
            assertThat(siem.plainBytes()).isZero();
        }
    }

    @Test
    void demandsAClientCertificate() throws Exception {
        TestIdentity client = certificates.client("bellwire-sender");
        try (FakeSiem siem = SiemSetup.tls(good).demandingClientCertificate().listen()) {
            try (Sender sender = Sender.byTls(siem, client.context())) {
                sender.write("<1>known\n");
                siem.take(1, SOON);
            }
            assertThat(siem.handshakes()).extracting(Handshake::clientName).containsExactly("CN=bellwire-sender");
            // With TLS 1.3 a client learns only when it reads that its certificate was missed.
            assertThatThrownBy(() -> {
                        try (Sender sender = Sender.byTls(siem, certificates.trusting())) {
                            sender.read();
                        }
                    })
                    .isInstanceOf(IOException.class);
            siem.awaitHandshakes(2, SOON);
            assertThat(siem.handshakes().get(1).failure()).isNotNull();
        }
    }

    @Test
    void noticesOctetsInClearInPlaceOfAHandshake() throws Exception {
        try (FakeSiem siem = FakeSiem.tls(good)) {
            try (Sender sender = Sender.to(siem)) {
                sender.write("<1>in clear\n");
            }
            await().untilAsserted(() -> assertThat(siem.plainBytes()).isEqualTo(12));
            assertThat(siem.messages()).isZero();
        }
    }

    @Test
    void noticesOctetsInClearBehindAFailedHandshake() throws Exception {
        try (FakeSiem siem = FakeSiem.tls(certificates.server("other.example").context());
                Socket plain = new Socket(siem.host(), siem.port())) {
            SSLSocket secured = (SSLSocket)
                    certificates.trusting().getSocketFactory().createSocket(plain, "127.0.0.1", siem.port(), false);
            var parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
            assertThatThrownBy(secured::startHandshake).isInstanceOf(SSLException.class);
            plain.getOutputStream().write('<');
            plain.close();
            await().untilAsserted(() -> assertThat(siem.plainBytes()).isEqualTo(1));
        }
    }

    @Test
    void endsTlsWithCloseNotifyOrReset() throws Exception {
        try (FakeSiem siem = FakeSiem.tls(good)) {
            siem.behave(Behaviour.closeAfter(1), Behaviour.resetAfter(1));
            try (Sender sender = Sender.byTls(siem, certificates.trusting())) {
                sender.write("<1>a\n");
                assertThat(sender.read()).isEqualTo(-1);
            }
            try (Sender sender = Sender.byTls(siem, certificates.trusting())) {
                sender.write("<1>a\n");
                assertThatThrownBy(sender::read).isInstanceOf(SocketException.class);
            }
            assertThat(siem.faults()).isEmpty();
        }
    }

    @Test
    void endsTlsWithAFatalAlert() throws Exception {
        try (FakeSiem siem = FakeSiem.tls(good)) {
            siem.behave(Behaviour.alertAfter(1));
            try (Sender sender = Sender.byTls(siem, certificates.trusting())) {
                sender.write("<1>a\n");
                siem.take(1, SOON);
                sender.write("<1>b\n");
                assertThatThrownBy(sender::read)
                        .isInstanceOf(SSLException.class)
                        .hasMessageContaining("bad_record_mac");
            }
            assertThat(siem.messages()).isEqualTo(1);
        }
    }

    @Test
    void stallsBeforeTheHandshake() throws Exception {
        try (FakeSiem siem = FakeSiem.tls(good)) {
            siem.behave(Behaviour.stallAfter(0));
            try (Sender sender = Sender.to(siem)) {
                sender.write("never read");
                siem.awaitConnections(1, SOON);
                assertThat(siem.plainBytes()).isZero();
                assertThat(siem.handshakes()).isEmpty();
            }
        }
    }
}
