package io.bellwire.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.ConnectionChange;
import io.bellwire.schemas.Framing;
import io.bellwire.schemas.Transport;
import io.bellwire.sender.transport.CertificateFingerprint;
import io.bellwire.sender.transport.ConnectionLimits;
import io.bellwire.sender.transport.NameService;
import io.bellwire.sender.transport.NetworkThread;
import io.bellwire.sender.transport.SiemTls;
import io.bellwire.sender.transport.TlsFiles;
import io.bellwire.sender.transport.TransportSettings;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.siem.Behaviour;
import io.bellwire.siem.FakeSiem;
import io.bellwire.siem.TestCertificates;
import io.bellwire.siem.TestIdentity;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SiemConnectionTest {
    private final NetworkThread network = new NetworkThread();

    private final MeterRegistry registry = new SimpleMeterRegistry();

    private FakeSiem siem;
    private long nanos;
    private SiemConnection connection;

    @BeforeEach
    void begin() throws IOException {
        siem = FakeSiem.tcp();
        connection = connection(TlsFiles.NONE);
    }

    @AfterEach
    void end() {
        connection.aim(null);
        network.close();
        siem.close();
    }

    @Test
    void aSiemThatIsAwayIsSaidOnceAndTheRestWhenItIsBack(CapturedOutput output) throws Exception {
        siem.stopListening();
        aim();
        for (int i = 0; i < 5; i++) {
            awaitFailure(i + 1);
        }
        assertThat(connection.lastError()).contains("connection refused");
        assertThat(lines(output, "No connection to the SIEM")).isOne();

        siem.listenAgain();
        awaitUp();

        assertThat(connection.lastError()).isNull();
        assertThat(connection.log().changes())
                .extracting(ConnectionChange::getConnected, ConnectionChange::getTimes)
                .containsExactly(tuple(true, 1), tuple(false, 5));
        assertThat(output.getOut()).contains("SIEM connected").contains("failuresNotLogged=\"4\"");
        siem.stopListening();
        siem.closeConnections();
        awaitFailure(6);
        assertThat(lines(output, "the SIEM closed the connection"))
                .as("another failure is said again")
                .isOne();
    }

    @Test
    void aSiemThatAcceptsAndClosesAtOnceIsWellOnlyOnceItHolds(CapturedOutput output) throws Exception {
        siem.behaveAlways(Behaviour.refuse());
        aim();
        for (int i = 0; i < 4; i++) {
            awaitFailure(i + 1);
            assertThat(connection.lastError()).contains("the SIEM closed the connection");
        }
        assertThat(lines(output, "No connection to the SIEM")).isOne();
        assertThat(lines(output, "SIEM connected")).isOne();

        siem.behaveAlways(Behaviour.accept());
        awaitUp();
        assertThat(connection.lastError()).as("not yet proven").isNotNull();
        nanos += Duration.ofSeconds(10).toNanos();
        connection.look();

        assertThat(connection.lastError()).isNull();
        assertThat(lines(output, "SIEM connected")).isEqualTo(2);
        assertThat(output.getOut()).contains("failuresNotLogged=\"3\"");
    }

    @Test
    void anotherEndpointEndsTheBackOffAtOnce() throws Exception {
        try (FakeSiem other = FakeSiem.tcp()) {
            siem.stopListening();
            aim();
            awaitFailure(1);
            connection.aim(to(other));

            assertThat(connection.lastError()).isNull();
            lookUntil(() -> assertThat(connection.isUp()).isTrue());
            connection.aim(null);
        }
    }

    @Test
    void whoAnsweredByTlsIsRecorded(CapturedOutput output) throws Exception {
        TestIdentity identity = TestCertificates.shared().server("127.0.0.1");
        TlsFiles files = new TlsFiles(TestCertificates.shared().caFile(), null, null, null);
        try (FakeSiem secured = FakeSiem.tls(identity.context())) {
            connection = connection(files);
            connection.aim(new TransportSettings(
                    new SiemEndpoint("127.0.0.1", secured.port()), Transport.TLS, Framing.OCTET_COUNTING, 1400));
            lookUntil(() -> assertThat(connection.isUp()).isTrue());

            String fingerprint = CertificateFingerprint.parse(identity.sha256()).toString();
            assertThat(output.getOut().lines().filter(line -> line.contains("SIEM connected")))
                    .singleElement()
                    .asString()
                    .contains("subject=\"CN=127.0.0.1\"", "certificate=\"" + fingerprint + "\"");
            connection.aim(null);
        }
    }

    private SiemConnection connection(TlsFiles files) {
        return new SiemConnection(
                ConnectionLimits.connectWithin(Duration.ofSeconds(5)),
                NameService.SYSTEM,
                new TlsRenewal(new SiemTls(files), () -> nanos),
                network,
                new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60)),
                new SenderMetrics(registry, new StatusBoard()),
                Clock.systemUTC(),
                () -> nanos);
    }

    /** Past every back-off, so that the next attempt is due. */
    private void awaitFailure(int count) {
        nanos += connection.isUp() ? 0 : Duration.ofSeconds(60).toNanos();
        lookUntil(() -> assertThat(
                        registry.counter("bellwire.siem.connection.failures").count())
                .isEqualTo(count));
    }

    private void awaitUp() {
        nanos += Duration.ofSeconds(60).toNanos();
        lookUntil(() -> assertThat(connection.isUp()).isTrue());
    }

    private void lookUntil(ThrowingRunnable asserted) {
        await().pollInterval(Duration.ofMillis(5)).untilAsserted(() -> {
            connection.look();
            asserted.run();
        });
    }

    private void aim() {
        connection.aim(to(siem));
    }

    private static TransportSettings to(FakeSiem siem) {
        return new TransportSettings(
                new SiemEndpoint("127.0.0.1", siem.port()), Transport.TCP, Framing.LINE_FEED, 1400);
    }

    private static long lines(CapturedOutput output, String text) {
        return output.getOut().lines().filter(line -> line.contains(text)).count();
    }
}
