package io.bellwire.sender.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Framing;
import io.bellwire.schemas.Transport;
import io.bellwire.settings.SiemEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamTransportTest {
    private static final ConnectionLimits LIMITS = ConnectionLimits.connectWithin(Duration.ofSeconds(5));

    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final NetworkThread network = new NetworkThread();

    @AfterEach
    void closeNetwork() {
        network.close();
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void carriesMessagesInOrderByTcp(Framing framing) throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(framing);
                SyslogTransport transport = open(siem, Transport.TCP, framing, TlsFiles.NONE)) {
            transport.write(numbered(0, 2_000)).get(10, TimeUnit.SECONDS);
            transport.write(numbered(2_000, 2_001)).get(10, TimeUnit.SECONDS);

            await().untilAsserted(() -> assertThat(siem.messages()).isEqualTo(texts(0, 2_001)));
        }
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void carriesMessagesInOrderByTls(Framing framing) throws Exception {
        Certificates certificate = Certificates.of("dns:localhost");
        try (StreamReceiver siem = StreamReceiver.tls(framing, certificate.server(), false);
                SyslogTransport transport = open(siem, Transport.TLS, framing, certificate.trusting())) {
            transport.write(numbered(0, 5_000)).get(10, TimeUnit.SECONDS);

            await().untilAsserted(() -> assertThat(siem.messages()).isEqualTo(texts(0, 5_000)));
            assertThat(transport.certificate()).isNotNull();
        }
    }

    @Test
    void triesOneAddressAfterTheOther() throws Exception {
        InetAddress[] addresses = {loopback(3), loopback(2), loopback(1)};
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED);
                SyslogTransport transport = SyslogTransport.open(
                        new TransportSettings(
                                new SiemEndpoint("siem.contoso.com", siem.port()),
                                Transport.TCP,
                                Framing.LINE_FEED,
                                1400),
                        LIMITS,
                        name -> name.equals("siem.contoso.com") ? addresses : new InetAddress[0],
                        new SiemTls(TlsFiles.NONE),
                        network)) {
            assertThat(transport.address().getAddress().getHostAddress()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void framesAreOnTheWireAsRfc6587HasThem() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.OCTET_COUNTING);
                SyslogTransport transport = open(siem, Transport.TCP, Framing.OCTET_COUNTING, TlsFiles.NONE)) {
            transport.write(List.of(UTF_8.encode("<36>1 ü"), UTF_8.encode("b"))).get(10, TimeUnit.SECONDS);

            await().untilAsserted(() -> assertThat(siem.octets()).isEqualTo("8 <36>1 ü1 b"));
        }
    }

    @Test
    void showsItsOwnCertificateToASiemThatAsks() throws Exception {
        Certificates server = Certificates.of("dns:localhost");
        Certificates client = Certificates.of("dns:sensor");
        TlsFiles files =
                new TlsFiles(server.certificateFile(), client.certificateFile(), client.privateKeyFile(), null);
        try (StreamReceiver siem = StreamReceiver.tls(Framing.LINE_FEED, server.server(client), true);
                SyslogTransport transport = open(siem, Transport.TLS, Framing.LINE_FEED, files)) {
            transport.write(numbered(0, 1)).get(10, TimeUnit.SECONDS);

            await().untilAsserted(() -> assertThat(siem.messages()).isEqualTo(texts(0, 1)));
        }
    }

    @Test
    void learnsThatTheSiemHungUpWhileNothingIsWritten() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED);
                SyslogTransport transport = open(siem, Transport.TCP, Framing.LINE_FEED, TlsFiles.NONE)) {
            await().until(() -> siem.connections() == 1);
            siem.hangUp();

            await().untilAsserted(() -> assertThat(transport.isOpen()).isFalse());
            assertThat(transport.failure()).isInstanceOf(SiemClosedException.class);
        }
    }

    @Test
    void writeFailsWhenTheSiemResetsBeforeItTookAll() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED, 0, 32 << 10)) {
            siem.readAtMost(1);
            SyslogTransport transport = open(siem, Transport.TCP, Framing.LINE_FEED, TlsFiles.NONE);
            ByteBuffer large = UTF_8.encode("x".repeat(1 << 20));
            CompletableFuture<?> written =
                    transport.write(IntStream.range(0, 40).mapToObj(i -> large).toList());
            await().untilAsserted(() -> assertThat(siem.messages()).hasSize(1));
            assertThat(written).isNotDone();

            siem.reset();

            assertThatThrownBy(() -> written.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
            transport.close();
        }
    }

    @Test
    void closingSaysGoodbyeAndIsNoFailure() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED)) {
            SyslogTransport transport = open(siem, Transport.TCP, Framing.LINE_FEED, TlsFiles.NONE);
            transport.write(numbered(0, 100)).get(10, TimeUnit.SECONDS);

            transport.close();

            assertThat(transport.isOpen()).isFalse();
            assertThat(transport.failure()).isNull();
            await().untilAsserted(() -> assertThat(siem.messages()).isEqualTo(texts(0, 100)));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"TCP", "TLS"})
    void aCleanEndProvesThatAllWasRead(Transport carried) throws Exception {
        Certificates certificate = Certificates.of("dns:localhost");
        try (StreamReceiver siem = carried == Transport.TLS
                        ? StreamReceiver.tls(Framing.LINE_FEED, certificate.server(), false)
                        : StreamReceiver.tcp(Framing.LINE_FEED);
                SyslogTransport transport = open(siem, carried, Framing.LINE_FEED, certificate.trusting())) {
            var unused = transport.write(numbered(0, 20_000));

            assertThat(transport.finish(WITHIN).get()).isTrue();
            assertThat(siem.messages()).as("already").isEqualTo(texts(0, 20_000));
            assertThat(transport.failure()).isNull();
        }
    }

    @Test
    void aSiemThatResetsProvesNothing() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED);
                SyslogTransport transport = open(siem, Transport.TCP, Framing.LINE_FEED, TlsFiles.NONE)) {
            siem.readAtMost(1);
            transport.write(numbered(0, 1_000)).get(10, TimeUnit.SECONDS);
            await().untilAsserted(() -> assertThat(siem.messages()).hasSize(1));
            CompletableFuture<Boolean> proof = transport.finish(WITHIN);
            siem.reset();

            assertThat(proof.get()).isFalse();
        }
    }

    @Test
    void aSiemThatDoesNotEndInTimeProvesNothing() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED)) {
            siem.readAtMost(0);
            try (SyslogTransport transport = open(siem, Transport.TCP, Framing.LINE_FEED, TlsFiles.NONE)) {
                var unused = transport.write(numbered(0, 1));

                assertThat(transport.finish(Duration.ofMillis(100)).get()).isFalse();
            }
        }
    }

    @Test
    void aSiemThatHungUpBeforeProvesNothing() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED);
                SyslogTransport transport = open(siem, Transport.TCP, Framing.LINE_FEED, TlsFiles.NONE)) {
            await().until(() -> siem.connections() == 1);
            siem.hangUp();
            await().until(() -> !transport.isOpen());

            assertThat(transport.finish(WITHIN).get()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"TCP", "TLS"})
    void tellsHowFarTheSiemHasCome(Transport carried) throws Exception {
        Certificates certificate = Certificates.of("dns:localhost");
        try (StreamReceiver siem = carried == Transport.TLS
                        ? StreamReceiver.tls(Framing.LINE_FEED, certificate.server(), false)
                        : StreamReceiver.tcp(Framing.LINE_FEED);
                SyslogTransport transport = open(siem, carried, Framing.LINE_FEED, certificate.trusting())) {
            long first = transport.write(numbered(0, 1)).get(10, TimeUnit.SECONDS);
            await().untilAsserted(() -> assertThat(transport.reached().taken()).isEqualTo(first));
            assertThat(transport.reached().proven()).isZero();

            ByteBuffer large = UTF_8.encode("x".repeat(1 << 20));
            long position = first;
            for (int i = 0; i < 100 && transport.reached().proven() < first; i++) {
                position = transport.write(List.of(large)).get(10, TimeUnit.SECONDS);
            }
            assertThat(transport.reached().proven()).isBetween(first, position);
        }
    }

    @Test
    void nothingIsTakenOfWhatStandsBeforeAClosedWindow() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED, 0, 32 << 10)) {
            siem.readAtMost(0);
            try (SyslogTransport transport = open(siem, Transport.TCP, Framing.LINE_FEED, TlsFiles.NONE)) {
                ByteBuffer large = UTF_8.encode("x".repeat(1 << 20));
                var unused = transport.write(List.of(large));

                await().untilAsserted(
                                () -> assertThat(transport.reached().stalled()).isGreaterThan(Duration.ofSeconds(3)));
                assertThat(transport.reached().taken()).isZero();
                assertThat(transport.isOpen()).isTrue();
            }
        }
    }

    private SyslogTransport open(StreamReceiver siem, Transport transport, Framing framing, TlsFiles files)
            throws Exception {
        // A name of which ::1 may be the first address, where nobody listens.
        SiemEndpoint endpoint = new SiemEndpoint("localhost", siem.port());
        return SyslogTransport.open(
                new TransportSettings(endpoint, transport, framing, 1400),
                LIMITS,
                NameService.SYSTEM,
                new SiemTls(files),
                network);
    }

    private static InetAddress loopback(int last) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    private static List<ByteBuffer> numbered(int from, int to) {
        return texts(from, to).stream().map(UTF_8::encode).toList();
    }

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "<36>1 message " + i + " ü")
                .toList();
    }
}
