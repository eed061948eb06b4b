package io.bellwire.sender.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Framing;
import io.bellwire.schemas.Transport;
import io.bellwire.settings.SiemEndpoint;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class UdpTransportTest {

    @Test
    void oneMessageIsOneDatagram() throws Exception {
        try (UdpReceiver siem = new UdpReceiver();
                UdpTransport transport = open(siem.port(), 1400)) {
            transport.write(List.of(bytes("<36>1 a"), bytes("<36>1 b\nc"))).get();

            await().untilAsserted(() -> assertThat(siem.messages()).containsExactly("<36>1 a", "<36>1 b\nc"));
            assertThat(transport.messagesCut()).isZero();
        }
    }

    @Test
    void tooLongAMessageIsShortenedWithoutLosingWhichAlertItIs() throws Exception {
        String start = "<36>1 2026-11-24T08:00:01.042Z dc1 bellwire - T - CEF:0|Acme|Guard|1|T|Name|5|";
        String identity = "externalId=2003 cs2Label=trigger cs2=new cs6Label=alertId cs6=aa1";
        String upToMsg = start + "app=Kerberos " + identity + " msg=";
        try (UdpReceiver siem = new UdpReceiver();
                UdpTransport transport = open(siem.port(), 1024)) {
            transport
                    .write(List.of(
                            bytes(upToMsg + "\\=".repeat(1000)),
                            bytes(start + "app=" + "x".repeat(1100) + " " + identity + " act=block")))
                    .get();

            await().untilAsserted(() -> assertThat(siem.messages()).hasSize(2));
            assertThat(siem.messages().get(0)).isEqualTo(upToMsg + "\\=".repeat((1024 - upToMsg.length()) / 2));
            assertThat(siem.messages().get(1)).isEqualTo(start + identity);
            assertThat(transport.messagesCut()).isEqualTo(2);
        }
    }

    @Test
    void whatIsNoEventIsCutBetweenCharactersAndCounted() throws Exception {
        try (UdpReceiver siem = new UdpReceiver();
                UdpTransport transport = open(siem.port(), 1024)) {
            transport.write(List.of(bytes("x".repeat(1023) + "€"), bytes("y"))).get();

            await().untilAsserted(() -> assertThat(siem.messages()).containsExactly("x".repeat(1023), "y"));
            assertThat(transport.messagesCut()).isEqualTo(1);
        }
    }

    @Test
    void aPortThatRefusesEndsIt() throws Exception {
        int port;
        try (UdpReceiver gone = new UdpReceiver()) {
            port = gone.port();
        }
        try (UdpTransport transport = open(port, 1400)) {
            await().untilAsserted(() -> {
                CompletableFuture<?> written = transport.write(List.of(bytes("a")));
                assertThat(written).isCompletedExceptionally();
            });

            assertThat(transport.isOpen()).isFalse();
            assertThat(transport.failure()).isInstanceOf(PortUnreachableException.class);
        }
    }

    @Test
    void aRefusalIsNoticedWhileNothingIsSent() throws Exception {
        int port;
        try (UdpReceiver gone = new UdpReceiver()) {
            port = gone.port();
        }
        try (UdpTransport transport = open(port, 1400)) {
            assertThat(transport.write(List.of(bytes("a")))).isCompleted();

            await().until(() -> !transport.isOpen());
            assertThat(transport.failure()).isInstanceOf(PortUnreachableException.class);
            assertThat(transport.reached().taken()).as("what was refused").isZero();
        }
    }

    @Test
    void whatNobodyRefusesIsTakenAWhileLater() throws Exception {
        try (UdpReceiver siem = new UdpReceiver();
                UdpTransport transport = open(siem.port(), 1400)) {
            long position = transport.write(List.of(bytes("<36>1 a"))).get();
            assertThat(transport.reached().taken()).isZero();

            await().until(() -> transport.reached().taken() == position);
            assertThat(transport.isOpen()).isTrue();
        }
    }

    private static UdpTransport open(int port, int datagramBytesMax) throws Exception {
        return UdpTransport.open(
                new TransportSettings(
                        new SiemEndpoint("127.0.0.1", port), Transport.UDP, Framing.LINE_FEED, datagramBytesMax),
                NameService.SYSTEM);
    }

    private static ByteBuffer bytes(String text) {
        return UTF_8.encode(text);
    }
}
