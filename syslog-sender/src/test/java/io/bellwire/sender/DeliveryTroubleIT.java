package io.bellwire.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Framing;
import io.bellwire.schemas.InstanceState;
import io.bellwire.schemas.RejectedRecord;
import io.bellwire.schemas.Transport;
import io.bellwire.sender.transport.NameService;
import io.bellwire.sender.transport.StreamReceiver;
import io.bellwire.sender.transport.UdpReceiver;
import io.bellwire.siem.FakeSiem;
import io.bellwire.siem.SiemSetup;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What can go wrong on the way to the SIEM, and what the sender makes of it. */
@ExtendWith(OutputCaptureExtension.class)
class DeliveryTroubleIT {
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private Cluster cluster;

    @BeforeEach
    void createTopics() {
        cluster = new Cluster(4);
    }

    @AfterEach
    void closeCluster() {
        cluster.close();
    }

    @Test
    void waitsForASiemThatIsDownAndSaysSo() throws Exception {
        int port;
        try (StreamReceiver gone = StreamReceiver.tcp(Framing.LINE_FEED)) {
            port = gone.port();
        }
        try (RunningSender sender = cluster.sender("DC01")) {
            cluster.save("DC01", port, Transport.TCP, Framing.LINE_FEED);
            cluster.produce(500);
            await().atMost(WITHIN).untilAsserted(() -> {
                assertThat(sender.status().state()).isEqualTo(InstanceState.WAITING);
                assertThat(sender.status().backlog()).isEqualTo(500);
                assertThat(sender.status().lastError()).contains("connection refused");
            });

            try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED, port, 0)) {
                cluster.awaitAllInOrder(siem);
                sender.awaitBacklogOfZero();
                assertThat(sender.status().lastError()).isNull();
            }
        }
    }

    @Test
    void followsTheNameToAnotherAddress() throws Exception {
        InetAddress before = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        InetAddress after = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
        AtomicReference<InetAddress> known = new AtomicReference<>(before);
        try (FakeSiem old = FakeSiem.tcp();
                FakeSiem moved =
                        SiemSetup.tcp().onAddress(after).onPort(old.port()).listen();
                RunningSender sender = cluster.sender("DC01", name -> new InetAddress[] {known.get()})) {
            cluster.save("DC01", old.port(), Transport.TCP, Framing.LINE_FEED);
            cluster.produce(10);
            old.awaitMessages(10, WITHIN);
            sender.awaitBacklogOfZero();

            known.set(after);
            old.close();
            moved.awaitConnections(1, WITHIN);
            cluster.produce(10);

            moved.awaitMessages(10, WITHIN);
            sender.awaitBacklogOfZero();
        }
    }

    @Test
    void movesOverWhenTheNameLeadsElsewhereWhileTheConnectionHolds() throws Exception {
        InetAddress before = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        InetAddress after = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
        AtomicReference<InetAddress> known = new AtomicReference<>(before);
        try (FakeSiem old = FakeSiem.tcp();
                FakeSiem moved =
                        SiemSetup.tcp().onAddress(after).onPort(old.port()).listen();
                RunningSender sender = cluster.impatientSender("DC01", name -> new InetAddress[] {known.get()})) {
            cluster.save("DC01", old.port(), Transport.TCP, Framing.LINE_FEED);
            cluster.produce(10);
            old.awaitMessages(10, WITHIN);

            known.set(after);
            moved.awaitConnections(1, WITHIN);
            cluster.produce(10);
            moved.awaitMessages(10, WITHIN);
            sender.awaitBacklogOfZero();
            assertThat(old.messages() + moved.messages()).isEqualTo(20);
        }
    }

    @Test
    void goesBackBehindWhatIsCommittedToWhatIsProven() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp();
                RunningSender sender = cluster.sender("DC01")) {
            cluster.save("DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);
            cluster.produce(20);
            siem.awaitMessages(20, WITHIN);
            awaitCommitted(20);

            siem.resetConnections();
            siem.awaitMessages(40, WITHIN);
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(sender.count("bellwire.messages.repeated"))
                            .isEqualTo(20));
            sender.awaitBacklogOfZero();
            assertThat(sender.count("bellwire.messages.delivered"))
                    .as("each is counted once")
                    .isEqualTo(20);
        }
    }

    @Test
    void aCleanEndNowAndThenProvesWhatIsReadAndRepeatsNothing() throws Exception {
        try (FakeSiem siem = FakeSiem.tcp();
                RunningSender sender = cluster.impatientSender("DC01", NameService.SYSTEM)) {
            cluster.save("DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);
            cluster.produce(20);
            siem.awaitConnections(2, WITHIN);

            siem.resetConnections();
            siem.awaitConnections(3, WITHIN);
            cluster.produce(1);
            siem.awaitMessages(21, WITHIN);
            sender.awaitBacklogOfZero();
            assertThat(siem.messages()).isEqualTo(21);
            assertThat(sender.count("bellwire.messages.repeated")).isZero();
        }
    }

    @Test
    void saysSinceWhenTheSiemTakesNothing() throws Exception {
        try (FakeSiem siem = SiemSetup.tcp().withReceiveBuffer(32 << 10).listen();
                RunningSender sender = cluster.sender("DC01")) {
            siem.stall();
            cluster.produce(400, 20_000);
            cluster.save("DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);

            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(sender.status().connection())
                            .matches("connected to localhost:\\d+ by tcp, SIEM takes nothing since 20\\S+Z"));
            assertThat(sender.status().state()).isEqualTo(InstanceState.DELIVERING);
            assertThat(sender.status().backlog()).isEqualTo(400);

            siem.goOn();
            siem.awaitMessages(400, WITHIN);
            sender.awaitBacklogOfZero();
            assertThat(siem.messages()).isEqualTo(400);
        }
    }

    @Test
    void sendsAgainWhatWasNotTakenWhenTheSiemResets() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED, 0, 32 << 10);
                RunningSender sender = cluster.sender("DC01")) {
            siem.readAtMost(10);
            cluster.produce(2_000, 20_000);
            cluster.save("DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(siem.messages()).hasSize(10));

            siem.readAtMost(Integer.MAX_VALUE);
            siem.reset();

            await().atMost(WITHIN)
                    .untilAsserted(() ->
                            assertThat(new HashSet<>(siem.messages())).isEqualTo(new HashSet<>(cluster.produced())));
            sender.awaitBacklogOfZero();
            assertThat(sender.count("bellwire.messages.repeated")).isPositive();
        }
    }

    @Test
    void setsAsideWhatCannotBeSentAndGoesOn() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED);
                RunningSender sender = cluster.sender("DC01")) {
            cluster.save("DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);
            cluster.append(1, null);
            cluster.append(1, new byte[0]);
            cluster.append(1, "<36>1 a\n<36>1 forged".getBytes(UTF_8));
            cluster.produce(100);

            cluster.awaitAllInOrder(siem);
            sender.awaitBacklogOfZero();
            List<ConsumerRecord<byte[], byte[]>> rejected = cluster.rejected(3);
            assertThat(rejected)
                    .extracting(entry -> text(entry, RejectedRecord.REASON_HEADER))
                    .containsExactlyInAnyOrder(
                            "message is empty",
                            "message is empty",
                            "message contains a line feed, which the framing line-feed cannot carry");
            assertThat(rejected)
                    .extracting(entry -> text(entry, RejectedRecord.OFFSET_HEADER))
                    .containsExactlyInAnyOrder("0", "1", "2");
        }
    }

    @Test
    void abortedTransactionsAndMarkersLeaveNoBacklog() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED);
                RunningSender sender = cluster.sender("DC01")) {
            cluster.save("DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);
            cluster.transaction("aborted", false);
            cluster.transaction("committed", true);

            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(siem.messages()).containsExactly("committed"));
            sender.awaitBacklogOfZero();
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(cluster.committed(0)).isEqualTo(4));
        }
    }

    @Test
    void whatRetentionDeletedIsCountedOnceAndTheRestDelivered(CapturedOutput output) throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED)) {
            cluster.save("DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);
            try (RunningSender sender = cluster.sender("DC01")) {
                cluster.append(0, "before".getBytes(UTF_8));
                await().atMost(WITHIN)
                        .untilAsserted(() -> assertThat(siem.messages()).containsExactly("before"));
            }
            for (String text : List.of("deleted", "deleted too", "kept")) {
                cluster.append(0, text.getBytes(UTF_8));
            }
            cluster.deleteBefore(0, 3);
            try (RunningSender sender = cluster.sender("DC01")) {
                await().atMost(WITHIN)
                        .untilAsserted(() -> assertThat(siem.messages()).containsExactly("before", "kept"));
                assertThat(sender.count("bellwire.messages.expired")).isEqualTo(2);
                sender.awaitBacklogOfZero();
            }
            assertThat(output.getOut().lines().filter(line -> line.contains("deleted by retention")))
                    .singleElement()
                    .asString()
                    .contains("ERROR", "partition=\"0\" from=\"1\" to=\"3\" count=\"2\"");
        }
    }

    @Test
    void whatRetentionDeletesWhileTheSiemIsAwayIsCountedOnceToo() throws Exception {
        try (StreamReceiver gone = StreamReceiver.tcp(Framing.LINE_FEED);
                RunningSender sender = cluster.sender("DC01")) {
            cluster.save("DC01", gone.port(), Transport.TCP, Framing.LINE_FEED);
            cluster.append(0, "before".getBytes(UTF_8));
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(cluster.committed(0)).isEqualTo(1));
            gone.close();
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(sender.status().state()).isEqualTo(InstanceState.WAITING));
            for (int i = 0; i < 20; i++) {
                cluster.append(0, "deleted".getBytes(UTF_8));
            }
            cluster.deleteBefore(0, 21);

            try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED, gone.port(), 0)) {
                await().atMost(WITHIN)
                        .untilAsserted(() -> assertThat(cluster.committed(0))
                                .as("also while nothing is left to send")
                                .isEqualTo(21));
                // One may be in the consumer's hands already.
                assertThat(sender.count("bellwire.messages.expired"))
                        .isBetween(19.0, 20.0)
                        .isEqualTo(20 - siem.messages().size());
                sender.awaitBacklogOfZero();
            }
        }
    }

    @Test
    void allIsSentThatStandsInATopicThatEndsBeforeTheCommittedOffset(CapturedOutput output) throws Exception {
        cluster.produce(100);
        for (int partition = 0; partition < 4; partition++) {
            cluster.commit(partition, 1_000);
        }
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED);
                RunningSender sender = cluster.sender("DC01")) {
            cluster.save("DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);

            cluster.awaitAllInOrder(siem);
            sender.awaitBacklogOfZero();
            assertThat(sender.count("bellwire.messages.expired")).isZero();
            assertThat(sender.count("bellwire.messages.repeated")).isZero();
            assertThat(output.getOut()).contains("Topic ends before what was delivered");
        }
    }

    @Test
    void aUdpPortThatRefusesIsToldAndTriedAgain() throws Exception {
        int port;
        try (UdpReceiver gone = new UdpReceiver()) {
            port = gone.port();
        }
        try (RunningSender sender = cluster.sender("DC01")) {
            cluster.save("DC01", port, Transport.UDP, Framing.LINE_FEED);
            await().atMost(WITHIN).untilAsserted(() -> {
                cluster.produce(1); // the answer to a datagram comes with the next
                assertThat(sender.status().lastError())
                        .isEqualTo("localhost:" + port + ": nothing listens on this UDP port");
            });

            try (UdpReceiver siem = new UdpReceiver(port)) {
                int before = cluster.produced().size();
                cluster.produce(100);
                await().atMost(WITHIN)
                        .untilAsserted(() -> assertThat(siem.messages())
                                .containsAll(cluster.produced().subList(before, before + 100)));
                sender.awaitBacklogOfZero();
            }
        }
    }

    private void awaitCommitted(int messages) {
        await().atMost(WITHIN).until(() -> {
            long committed = 0;
            for (int partition = 0; partition < 4; partition++) {
                committed += Math.max(0, cluster.committed(partition));
            }
            return committed == messages;
        });
    }

    private static String text(ConsumerRecord<byte[], byte[]> entry, String header) {
        return new String(entry.headers().lastHeader(header).value(), UTF_8);
    }
}
