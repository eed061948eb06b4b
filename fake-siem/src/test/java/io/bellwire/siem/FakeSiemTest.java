package io.bellwire.siem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FakeSiemTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final LeakCheck leaks = LeakCheck.begin();

    @AfterEach
    void nothingIsLeft() {
        leaks.nothingLeft();
    }

    @Test
    void recordsWhatCameOnWhichConnectionAndHow() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            try (Sender first = Sender.to(siem)) {
                first.write("<34>one\n7 <34>two");
                assertThat(siem.take(2, SOON)).extracting(ReceivedMessage::text).containsExactly("<34>one", "<34>two");
            }
            try (Sender second = Sender.to(siem)) {
                second.write("<34>drei ü\n");
                ReceivedMessage third = siem.take(1, SOON).get(0);
                assertThat(third.bytes()).isEqualTo("<34>drei ü".getBytes(UTF_8));
                assertThat(third.length()).isEqualTo(11);
                assertThat(third.connection()).isEqualTo(2);
                assertThat(third.transport()).isEqualTo(SiemTransport.TCP);
            }
            assertThat(siem.received())
                    .extracting(ReceivedMessage::framing)
                    .containsExactly(SiemFraming.LINE_FEED, SiemFraming.OCTET_COUNTING, SiemFraming.LINE_FEED);
            assertThat(siem.connections()).isEqualTo(2);
            assertThat(siem.messages()).isEqualTo(3);
            assertThat(siem.bytes()).isEqualTo(8 + 9 + 12);
            assertThat(siem.faults()).isEmpty();
        }
    }

    @Test
    void recordsDatagrams() throws Exception {
        try (FakeSiem siem = FakeSiem.udp()) {
            Sender.datagram(siem, "5 <1>a\nb");
            Sender.datagram(siem, "x".repeat(65_000));
            assertThat(siem.take(2, SOON))
                    .extracting(ReceivedMessage::text)
                    .containsExactly("5 <1>a\nb", "x".repeat(65_000));
            assertThat(siem.received()).allSatisfy(message -> {
                assertThat(message.transport()).isEqualTo(SiemTransport.UDP);
                assertThat(message.framing()).isEqualTo(SiemFraming.DATAGRAM);
                assertThat(message.connection()).isZero();
            });
        }
    }

    @Test
    void takeFailsSayingHowManyCameAndWhichWereTheLast() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp();
                Sender sender = Sender.to(siem)) {
            sender.write("<1>a\n<1>b\n<1>c\n");
            siem.take(1, SOON);
            siem.awaitMessages(3, SOON);
            assertThatThrownBy(() -> siem.take(5, Duration.ofMillis(50)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(
                            "waited 50 ms for 5 messages, 2 came (3 in all, 1 taken before); 1 connections")
                    .hasMessageEndingWith("TCP#1 LINE_FEED <1>b\n  TCP#1 LINE_FEED <1>c");
            assertThat(siem.takeAll()).extracting(ReceivedMessage::text).containsExactly("<1>b", "<1>c");
            assertThat(siem.takeAll()).isEmpty();
        }
    }

    @Test
    void waitingForConnectionsFailsInTime() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            assertThatThrownBy(() -> siem.awaitConnections(1, Duration.ofMillis(50)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("waited 50 ms for 1 connections, 0 came");
        }
    }

    @Test
    void aPieceOfAFrameIsNoMessage() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            try (Sender sender = Sender.to(siem)) {
                sender.write("<1>whole\n<1>half");
                siem.take(1, SOON);
            }
            await().untilAsserted(() -> assertThat(siem.partialFrames()).isEqualTo(1));
            assertThat(siem.messages()).isEqualTo(1);
        }
    }

    @Test
    void countsWithoutRecordingAndHandsOverEachMessage() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (FakeSiem siem = SiemSetup.tcp()
                        .countingOnly()
                        .handingOverTo(m -> seen.add(m.text()))
                        .listen();
                Sender sender = Sender.to(siem)) {
            sender.write("<1>a\n<1>b\n");
            siem.awaitMessages(2, SOON);
            assertThat(seen).containsExactly("<1>a", "<1>b");
            assertThatThrownBy(() -> siem.take(1, SOON)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void countsAsFastAsALoadTestNeeds() throws Exception {
        String chunk = ("<132>1 - - - - - - " + "x".repeat(800) + "\n").repeat(1000);
        try (FakeSiem siem = SiemSetup.tcp().countingOnly().listen();
                Sender sender = Sender.to(siem)) {
            for (int chunks = 0; chunks < 200; chunks++) {
                sender.write(chunk);
            }
            siem.awaitMessages(200_000, SOON);
            assertThat(siem.bytes()).isEqualTo(200L * chunk.length());
        }
    }

    @Test
    void aFailingConsumerIsAFault() throws Exception {
        Consumer<ReceivedMessage> failing = message -> {
            throw new IllegalStateException("printer on fire");
        };
        try (FakeSiem siem = SiemSetup.tcp().handingOverTo(failing).listen();
                Sender sender = Sender.to(siem)) {
            sender.write("<1>a\n");
            assertThat(sender.read()).isEqualTo(-1);
            await().untilAsserted(() ->
                    assertThat(siem.faults()).singleElement().asString().contains("printer on fire"));
        }
    }

    @Test
    void listensOnIpv6() throws Exception {
        InetAddress loopback = InetAddress.getAllByName("::1")[0];
        assumeTrue(NetworkInterface.getByInetAddress(loopback) != null, "no IPv6 on this machine");
        try (FakeSiem siem = SiemSetup.tcp().onAddress(loopback).listen();
                Sender sender = Sender.to(siem)) {
            sender.write("<1>six\n");
            siem.take(1, SOON);
            assertThat(siem.host()).isEqualTo("0:0:0:0:0:0:0:1");
        }
    }

    @Test
    void aTakenPortIsRefused() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            assertThatThrownBy(() -> SiemSetup.tcp().onPort(siem.port()).listen())
                    .isInstanceOf(BindException.class);
        }
        try (FakeSiem siem = FakeSiem.udp()) {
            assertThatThrownBy(() -> SiemSetup.udp().onPort(siem.port()).listen())
                    .isInstanceOf(BindException.class);
        }
    }

    @Test
    void closingEndsOpenAndStalledConnections() throws Exception {
        FakeSiem siem = FakeSiem.tcp();
        siem.behave(Behaviour.stallAfter(1), Behaviour.readSlowly(1, Duration.ofHours(1)));
        try (Sender stalled = Sender.to(siem);
                Sender slow = Sender.to(siem);
                Sender open = Sender.to(siem)) {
            stalled.write("<1>a\n");
            slow.write("<1>b\n");
            open.write("<1>c\n");
            siem.take(2, SOON);
            siem.close();
            assertThat(stalled.read()).isEqualTo(-1);
            assertThat(open.read()).isEqualTo(-1);
            assertThatThrownBy(() -> {
                        slow.read();
                        slow.read();
                        slow.write("more");
                        slow.write("more");
                    })
                    .isInstanceOf(IOException.class);
        }
        assertThat(siem.openConnections()).isZero();
    }
}
