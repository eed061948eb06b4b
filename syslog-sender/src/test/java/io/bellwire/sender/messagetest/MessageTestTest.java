package io.bellwire.sender.messagetest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwire.schemas.TestResult;
import io.bellwire.schemas.TestStep;
import io.bellwire.schemas.Transport;
import io.bellwire.sender.transport.NameService;
import io.bellwire.sender.transport.NetworkThread;
import io.bellwire.sender.transport.SiemTls;
import io.bellwire.sender.transport.TlsFiles;
import io.bellwire.settings.SyslogSettings;
import io.bellwire.siem.Behaviour;
import io.bellwire.siem.FakeSiem;
import io.bellwire.siem.LeakCheck;
import io.bellwire.siem.SiemSetup;
import io.bellwire.siem.TestCertificates;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a test tells of SIEMs that behave and of others. */
class MessageTestTest {
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final String MARKER = "bellwire-test-3f9a2c81";
    private static final TestLimits LIMITS = new TestLimits(
            Duration.ofMillis(500), Duration.ofSeconds(12), Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final LeakCheck leaks = LeakCheck.begin();
    private final List<TestResult> results = new ArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);

    @AfterEach
    void nothingIsLeftOpen() {
        leaks.nothingLeft();
    }

    @Test
    void tcpThatStaysOpenIsDelivered() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            TestResult last = test(SampleSettings.to("localhost", siem.port(), Transport.TCP));

            assertThat(steps(last)).containsExactly("resolve ok", "connect ok", "send ok", "observe ok");
            assertThat(detail(last, "resolve")).isEqualTo("localhost is 127.0.0.1");
            assertThat(detail(last, "connect")).isEqualTo("connected to 127.0.0.1:" + siem.port());
            assertThat(detail(last, "send")).contains(" octets by line-feed framing: <38>1 ", MARKER);
            assertThat(detail(last, "observe")).isEqualTo("stayed open for 1 s");
            assertThat(last.getDelivered()).isTrue();
            assertThat(last.getAddress()).isEqualTo("127.0.0.1:" + siem.port());
            assertThat(last.getMarker()).isEqualTo(MARKER);
            assertThat(last.getVerdict()).startsWith("The SIEM has read the test message");
            assertThat(siem.take(1, WITHIN).get(0).text())
                    .isEqualTo(last.getMessage())
                    .contains(MARKER);
        }
    }

    @Test
    void everyStepIsToldWhenItHappened() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            test(SampleSettings.to("localhost", siem.port(), Transport.TCP));

            assertThat(results).extracting(result -> result.getSteps().size()).containsExactly(1, 2, 3, 4, 4);
            assertThat(results).extracting(TestResult::getFinished).containsExactly(false, false, false, false, true);
            assertThat(results.get(3).getVerdict()).isNull();
        }
    }

    @Test
    void tlsTellsWhatWasAgreedOnAndWhoAnswered() throws Exception {
        try (FakeSiem siem =
                FakeSiem.tls(TestCertificates.shared().server("localhost").context())) {
            TestResult last = test(SampleSettings.to("localhost", siem.port(), Transport.TLS), trusting());

            assertThat(steps(last))
                    .containsExactly("resolve ok", "connect ok", "handshake ok", "send ok", "observe ok");
            assertThat(detail(last, "handshake"))
                    .matches("TLSv1\\.3, TLS_\\w+; certificate of 'CN=localhost', issued by 'CN=Bellwire test CA .*',"
                            + " expires in 18 days, on .*Z");
            assertThat(last.getDelivered()).isTrue();
            assertThat(siem.take(1, WITHIN).get(0).text()).contains(MARKER);
            assertThat(siem.plainBytes()).isZero();
        }
    }

    @Test
    void udpIsNeverDelivered() throws Exception {
        try (FakeSiem siem = FakeSiem.udp()) {
            TestResult last = test(SampleSettings.to("127.0.0.1", siem.port(), Transport.UDP));

            assertThat(steps(last)).containsExactly("resolve ok", "send ok", "observe ok");
            assertThat(detail(last, "resolve")).isEqualTo("127.0.0.1 is an address, no name was looked up");
            assertThat(last.getDelivered()).isFalse();
            assertThat(last.getVerdict()).contains("UDP cannot tell", MARKER);
            assertThat(siem.take(1, WITHIN).get(0).text()).isEqualTo(last.getMessage());
        }
    }

    @Test
    void udpPortThatIsRefusedIsTold() throws Exception {
        FakeSiem siem = FakeSiem.udp();
        siem.close();

        TestResult last = test(SampleSettings.to("127.0.0.1", siem.port(), Transport.UDP));

        assertThat(steps(last)).containsExactly("resolve ok", "send ok", "observe failed");
        assertThat(last.getVerdict())
                .contains("nothing listens on this UDP port", "see that the SIEM listens there by UDP");
    }

    @Test
    void nobodyListens() throws Exception {
        FakeSiem siem = FakeSiem.tcp();
        siem.close();

        TestResult last = test(SampleSettings.to("localhost", siem.port(), Transport.TCP));

        assertThat(steps(last)).containsExactly("resolve ok", "connect failed");
        assertThat(last.getDelivered()).isFalse();
        assertThat(last.getVerdict()).contains("connection refused", "see that the SIEM listens there by TCP");
    }

    @Test
    void theNextAddressIsUsedWhereOneRefuses() throws Exception {
        InetAddress refusing = InetAddress.getByName("127.0.0.2");
        try (FakeSiem siem = FakeSiem.tcp()) {
            TestResult last = test(SampleSettings.to("siem", siem.port(), Transport.TCP), TlsFiles.NONE, name ->
                    new InetAddress[] {refusing, InetAddress.getLoopbackAddress()});

            assertThat(detail(last, "resolve")).isEqualTo("siem is 127.0.0.2, 127.0.0.1");
            assertThat(detail(last, "connect"))
                    .isEqualTo("connected to 127.0.0.1:" + siem.port() + "; no connection to 127.0.0.2:" + siem.port());
            assertThat(last.getAddress()).isEqualTo("127.0.0.1:" + siem.port());
            assertThat(last.getDelivered()).isTrue();
        }
    }

    @Test
    void closingAfterTheMessageIsNotDelivered() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            siem.behaveAlways(Behaviour.closeAfter(1));

            TestResult last = test(SampleSettings.to("localhost", siem.port(), Transport.TCP));

            assertThat(steps(last)).containsExactly("resolve ok", "connect ok", "send ok", "observe failed");
            assertThat(detail(last, "observe")).matches("ended after \\d+ ms: .*the SIEM closed the connection");
            assertThat(last.getDelivered()).isFalse();
            assertThat(last.getVerdict()).contains("it may expect octet-counting framing");
        }
    }

    @Test
    void resetAfterTheMessageIsNotDelivered() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            siem.behaveAlways(Behaviour.resetAfter(1));

            TestResult last = test(SampleSettings.to("localhost", siem.port(), Transport.TCP));

            assertThat(last.getDelivered()).isFalse();
            assertThat(last.getVerdict()).startsWith("The SIEM reset the connection");
        }
    }

    @Test
    void aProgramThatReadsNothingIsToldFromOneThatReads() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            siem.behaveAlways(Behaviour.stallAfter(0));

            TestResult last = test(SampleSettings.to("localhost", siem.port(), Transport.TCP));

            assertThat(last.getDelivered()).isTrue();
            assertThat(last.getVerdict()).startsWith("The SIEM's host has the test message");
        }
    }

    @Test
    void whatComesBackIsShown() throws Exception {
        try (ServerSocket mail = greeting("220 mail.contoso.com ESMTP\r\n".getBytes(US_ASCII))) {
            TestResult last = test(SampleSettings.to("localhost", mail.getLocalPort(), Transport.TCP));

            assertThat(last.getDelivered()).isFalse();
            assertThat(detail(last, "observe")).contains("the SIEM sent back '220 mail.contoso.com ESMTP'");
            assertThat(last.getVerdict()).contains("another program than a syslog receiver");
        }
    }

    @Test
    void certificatesThatFailSayWhyAndWhatToDo() throws Exception {
        TestCertificates authority = TestCertificates.shared();
        try (FakeSiem siem = FakeSiem.tls(authority.expired("localhost").context())) {
            TestResult expired = test(SampleSettings.to("localhost", siem.port(), Transport.TLS), trusting());
            assertThat(steps(expired)).containsExactly("resolve ok", "connect ok", "handshake failed");
            assertThat(detail(expired, "handshake")).contains("its certificate has expired");
            assertThat(expired.getVerdict())
                    .startsWith("TLS did not come about, so nothing was sent")
                    .contains("renew it at the SIEM");

            siem.behave(Behaviour.present(authority.server("siem.contoso.com").context()));
            TestResult otherName = test(SampleSettings.to("localhost", siem.port(), Transport.TLS), trusting());
            assertThat(otherName.getVerdict()).contains("is not made out to localhost but to: siem.contoso.com");

            siem.behave(Behaviour.present(authority.server("localhost").context()));
            TestResult stranger = test(SampleSettings.to("localhost", siem.port(), Transport.TLS), TlsFiles.NONE);
            assertThat(stranger.getVerdict()).contains("its certificate is not trusted", "bellwire.siem-ca-file");

            assertThat(siem.received()).isEmpty();
            assertThat(siem.plainBytes()).isZero();
        }
    }

    @Test
    void aSiemThatDemandsAClientCertificateSaysSo() throws Exception {
        try (FakeSiem siem = SiemSetup.tls(
                        TestCertificates.shared().server("localhost").context())
                .demandingClientCertificate()
                .listen()) {
            TestResult last = test(SampleSettings.to("localhost", siem.port(), Transport.TLS), trusting());

            assertThat(last.getDelivered()).isFalse();
            assertThat(last.getVerdict()).contains("it demands a client certificate", "bellwire.siem-certificate-file");
            assertThat(siem.received()).isEmpty();
        }
    }

    @Test
    void aPortWithoutTlsIsToldInTime() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            TestResult last = test(SampleSettings.to("localhost", siem.port(), Transport.TLS), trusting());

            assertThat(steps(last)).containsExactly("resolve ok", "connect ok", "handshake failed");
            assertThat(last.getVerdict()).contains("perhaps it speaks no TLS on this port");
        }
    }

    @Test
    void aTlsPortThatIsSpokenToInClearIsTold() throws Exception {
        try (ServerSocket tls = greeting(new byte[] {0x15, 3, 3, 0, 2, 2, 10})) {
            TestResult last = test(SampleSettings.to("localhost", tls.getLocalPort(), Transport.TCP));

            assertThat(last.getDelivered()).isFalse();
            assertThat(detail(last, "observe"))
                    .isEqualTo("the SIEM answered with TLS: the octets 15 03 03 00 02 02 0a");
            assertThat(last.getVerdict()).contains("choose the transport tls");
        }
    }

    @Test
    void filesThatCannotBeUsedAreTold() throws Exception {
        TestResult last = test(
                SampleSettings.to("localhost", 6514, Transport.TLS),
                new TlsFiles(Path.of("/nonexistent/ca.pem"), null, null, null));

        assertThat(steps(last)).containsExactly("resolve ok", "handshake failed");
        assertThat(last.getVerdict()).contains("/nonexistent/ca.pem");
    }

    @Test
    void namesThatLeadNowhereAreTold() throws Exception {
        SyslogSettings settings = SampleSettings.to("siem.contoso.com", 514, Transport.TCP);
        TestResult unknown = test(settings, TlsFiles.NONE, name -> {
            throw new UnknownHostException(name);
        });
        assertThat(steps(unknown)).containsExactly("resolve failed");
        assertThat(unknown.getVerdict()).contains("the name is unknown to DNS", "Next: compare the host's name");

        CountDownLatch answer = new CountDownLatch(1);
        TestResult silent = test(settings, TlsFiles.NONE, name -> {
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(name);
        });
        answer.countDown();
        assertThat(steps(silent)).containsExactly("resolve failed");
        assertThat(silent.getVerdict()).contains("the name service did not answer within 500 ms");
    }

    @Test
    void aProgramThatEndsGivesUpItsTest() throws Exception {
        stopping.countDown();
        try (FakeSiem siem = FakeSiem.tcp()) {
            assertThatThrownBy(() -> test(SampleSettings.to("localhost", siem.port(), Transport.TCP)))
                    .isInstanceOf(InterruptedException.class);
            assertThat(results).noneMatch(TestResult::getFinished);
        }
    }

    private TestResult test(SyslogSettings settings) throws InterruptedException {
        return test(settings, TlsFiles.NONE);
    }

    private TestResult test(SyslogSettings settings, TlsFiles files) throws InterruptedException {
        return test(settings, files, name -> new InetAddress[] {InetAddress.getLoopbackAddress()});
    }

    private TestResult test(SyslogSettings settings, TlsFiles files, NameService names) throws InterruptedException {
        try (NetworkThread network = new NetworkThread()) {
            MessageTest.Surroundings around =
                    new MessageTest.Surroundings(names, network, LIMITS, Clock.systemUTC(), System::nanoTime, stopping);
            TestProgress progress = new TestProgress("id", "dc01-8083", results::add, System::nanoTime);
            new MessageTest(settings, MARKER, new SiemTls(files), around, progress).run();
        }
        return results.get(results.size() - 1);
    }

    private static TlsFiles trusting() {
        return new TlsFiles(TestCertificates.shared().caFile(), null, null, null);
    }

    private static List<String> steps(TestResult result) {
        return result.getSteps().stream()
                .map(step -> step.getStep() + (step.getOk() ? " ok" : " failed"))
                .toList();
    }

    private static String detail(TestResult result, String step) {
        return result.getSteps().stream()
                .filter(taken -> taken.getStep().equals(step))
                .map(TestStep::getDetail)
                .findFirst()
                .orElseThrow();
    }

    /** Speaks first, and then listens until the other hangs up. */
    private static ServerSocket greeting(byte[] words) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write(words);
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // The test ended it.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server;
    }
}
