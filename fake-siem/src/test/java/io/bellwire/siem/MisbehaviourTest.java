package io.bellwire.siem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MisbehaviourTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String TEN_LINES = "<1>line\n".repeat(10);

    private final LeakCheck leaks = LeakCheck.begin();

    @AfterEach
    void nothingIsLeft() {
        leaks.nothingLeft();
    }

    @Test
    void refusesAtAcceptAndThenBehavesAgain() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            siem.behave(Behaviour.refuse());
            try (Sender refused = Sender.to(siem)) {
                assertThat(refused.read()).isEqualTo(-1);
            }
            try (Sender accepted = Sender.to(siem)) {
                accepted.write(TEN_LINES);
                assertThat(siem.take(10, SOON)).allMatch(message -> message.connection() == 2);
            }
        }
    }

    @Test
    void resetsAfterExactlySoManyMessages() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            siem.behave(Behaviour.resetAfter(3));
            try (Sender sender = Sender.to(siem)) {
                sender.write(TEN_LINES);
                assertThatThrownBy(sender::read)
                        .isInstanceOf(SocketException.class)
                        .hasMessageContaining("reset");
            }
            assertThat(siem.take(3, SOON)).hasSize(3);
            assertThat(siem.messages()).isEqualTo(3);
            assertThat(siem.bytes()).isEqualTo(3 * 8);
        }
    }

    @Test
    void resetsAfterManyMessagesInBothFramings() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            siem.behave(Behaviour.resetAfter(20_001));
            try (Sender sender = Sender.to(siem)) {
                sender.write("7 <1>line<1>line\n".repeat(10_005));
                assertThatThrownBy(sender::read).isInstanceOf(SocketException.class);
            }
            assertThat(siem.take(20_001, SOON)).hasSize(20_001);
            assertThat(siem.messages()).isEqualTo(20_001);
        }
    }

    @Test
    void resetsAfterExactlySoManyOctetsInTheMiddleOfAMessage() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            siem.behave(Behaviour.resetAfterBytes(20));
            try (Sender sender = Sender.to(siem)) {
                sender.write(TEN_LINES);
                assertThatThrownBy(sender::read).isInstanceOf(SocketException.class);
            }
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(siem.partialFrames()).isEqualTo(1));
            assertThat(siem.messages()).isEqualTo(2);
            assertThat(siem.bytes()).isEqualTo(20);
        }
    }

    @Test
    void behavesWellOnOrder() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            siem.behave(Behaviour.stallAfter(0), Behaviour.refuse());
            siem.behaveAlways(Behaviour.refuse());
            try (Sender stalled = Sender.to(siem)) {
                stalled.write("<1>stalled\n");
                siem.awaitConnections(1, SOON);
                siem.behaveWell();
                siem.take(1, SOON);
            }
            try (Sender sender = Sender.to(siem)) {
                sender.write("<1>well\n");
                siem.take(1, SOON);
            }
        }
    }

    @Test
    void onlyTlsHasAlerts() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            assertThatThrownBy(() -> siem.behave(Behaviour.alertAfter(1))).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void resetsAtAccept() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            siem.behave(Behaviour.resetAfter(0));
            try (Sender sender = Sender.to(siem)) {
                assertThatThrownBy(sender::read).isInstanceOf(SocketException.class);
            }
        }
    }

    @Test
    void endsTheStreamCleanlyWhenNothingLiesUnread() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            siem.behave(Behaviour.closeAfter(10));
            try (Sender sender = Sender.to(siem)) {
                sender.write(TEN_LINES);
                assertThat(sender.read()).isEqualTo(-1);
            }
            assertThat(siem.take(10, SOON)).hasSize(10);
        }
    }

    @Test
    void stallsUntilToldToGoOn() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            siem.behave(Behaviour.stallAfter(2));
            try (Sender sender = Sender.to(siem)) {
                sender.write(TEN_LINES);
                siem.take(2, SOON);
                assertThatThrownBy(() -> siem.take(1, Duration.ofMillis(100))).isInstanceOf(AssertionError.class);
                siem.goOn();
                assertThat(siem.take(8, SOON)).hasSize(8);
            }
        }
    }

    @Test
    void stallHoldsUpConnectionsThatAreOpenAndThoseThatCome() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp();
                Sender open = Sender.to(siem)) {
            open.write("<1>before\n");
            siem.take(1, SOON);
            siem.stall();
            try (Sender later = Sender.to(siem)) {
                later.write(TEN_LINES);
                siem.awaitConnections(2, SOON);
                assertThatThrownBy(() -> siem.take(1, Duration.ofMillis(100))).isInstanceOf(AssertionError.class);
                siem.goOn();
                siem.take(10, SOON);
                open.write("<1>after\n");
                assertThat(siem.take(1, SOON).get(0).text()).isEqualTo("<1>after");
            }
        }
    }

    @Test
    void aStalledDatagramSiemGoesOn() throws Exception {
        try (FakeSiem siem = FakeSiem.udp()) {
            siem.stall();
            Sender.datagram(siem, "<1>a");
            Sender.datagram(siem, "<1>b");
            siem.goOn();
            assertThat(siem.take(2, SOON)).hasSize(2);
            assertThatThrownBy(() -> siem.behave(Behaviour.refuse())).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void readsSlowly() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            siem.behave(Behaviour.readSlowly(8, Duration.ofMillis(20)));
            long start = System.nanoTime();
            try (Sender sender = Sender.to(siem)) {
                sender.write(TEN_LINES);
                siem.take(10, SOON);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(9 * 20));
        }
    }

    @Test
    void resetsOpenConnectionsOnOrder() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp();
                Sender sender = Sender.to(siem)) {
            sender.write(TEN_LINES);
            siem.take(10, SOON);
            siem.resetConnections();
            assertThatThrownBy(sender::read).isInstanceOf(SocketException.class);
            await().untilAsserted(() -> assertThat(siem.openConnections()).isZero());
            assertThat(siem.faults()).isEmpty();
        }
    }

    @Test
    void closesOpenConnectionsOnOrder() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp();
                Sender sender = Sender.to(siem)) {
            siem.awaitConnections(1, SOON);
            siem.closeConnections();
            assertThat(sender.read()).isEqualTo(-1);
        }
    }

    @Test
    void stopsListeningAndListensAgainOnTheSamePort() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp()) {
            int port = siem.port();
            try (Sender sender = Sender.to(siem)) {
                siem.awaitConnections(1, SOON);
                siem.stopListening();
                assertThatThrownBy(() -> Sender.to(siem)).isInstanceOf(ConnectException.class);
                sender.write("<1>still open\n");
                siem.take(1, SOON);
                siem.listenAgain();
            }
            try (Sender sender = Sender.to(siem)) {
                sender.write("<1>again\n");
                assertThat(siem.take(1, SOON).get(0).connection()).isEqualTo(2);
            }
            assertThat(siem.port()).isEqualTo(port);
        }
    }

    @Test
    void datagramsFindThePortAgain() throws Exception {
        try (FakeSiem siem = FakeSiem.udp()) {
            siem.stopListening();
            Sender.datagram(siem, "<1>lost");
            siem.listenAgain();
            Sender.datagram(siem, "<1>again");
            assertThat(siem.take(1, SOON)).extracting(ReceivedMessage::text).containsExactly("<1>again");
        }
    }
}
