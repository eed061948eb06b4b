package io.bellwire.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Framing;
import io.bellwire.schemas.InstanceState;
import io.bellwire.schemas.Transport;
import io.bellwire.sender.transport.Certificates;
import io.bellwire.sender.transport.StreamReceiver;
import io.bellwire.sender.transport.TlsFiles;
import io.bellwire.sender.transport.UdpReceiver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryLoopIT {
    private static final Duration WITHIN = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private Cluster cluster;

    @BeforeEach
    void createTopics() {
        cluster = new Cluster(4);
    }

    @AfterEach
    void closeCluster() {
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void deliversInOrderOfEachKeyByTcp(Framing framing) throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(framing);
                RunningSender sender = cluster.sender("DC01")) {
            cluster.produce(3_000);
            cluster.save("DC01", siem.port(), Transport.TCP, framing);

            cluster.awaitAllInOrder(siem);
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(sender.status())
                            .returns(InstanceState.DELIVERING, SenderStatus::state)
                            .returns("connected to localhost:" + siem.port() + " by tcp", SenderStatus::connection)
                            .returns(0L, SenderStatus::backlog)
                            .returns(1L, SenderStatus::settingsRevision)
                            .returns(null, SenderStatus::lastError));
            await().atMost(WITHIN).untilAsserted(() -> {
                assertThat(sender.count("bellwire.messages.written")).isEqualTo(3_000);
                assertThat(sender.count("bellwire.messages.delivered")).isEqualTo(3_000);
                assertThat(sender.count("bellwire.messages.repeated")).isZero();
                assertThat(sender.delaysObserved()).isEqualTo(3_000);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void deliversInOrderOfEachKeyByTls(Framing framing) throws Exception {
        Certificates certificate = Certificates.of("dns:localhost");
        try (StreamReceiver siem = StreamReceiver.tls(framing, certificate.server(), false);
                RunningSender sender = cluster.sender("DC01", certificate.trusting())) {
            cluster.save("DC01", siem.port(), Transport.TLS, framing);
            cluster.produce(3_000);

            cluster.awaitAllInOrder(siem);
            sender.awaitBacklogOfZero();
            assertThat(sender.status().certificateExpiresAt())
                    .isEqualTo(certificate.certificate().getNotAfter().toInstant());
        }
    }

    @Test
    void renewedCertificatesAreTakenUpWithoutARepeatAndUnusableOnesNot() throws Exception {
        Certificates server = Certificates.of("dns:localhost");
        Path ca = Files.copy(server.certificateFile(), directory.resolve("ca.pem"));
        try (StreamReceiver siem = StreamReceiver.tls(Framing.LINE_FEED, server.server(), false);
                RunningSender sender = cluster.sender("DC01", new TlsFiles(ca, null, null, null))) {
            cluster.save("DC01", siem.port(), Transport.TLS, Framing.LINE_FEED);
            cluster.produce(100);
            cluster.awaitAllInOrder(siem);

            for (int swap = 1; swap <= 2; swap++) {
                int connections = siem.connections();
                Files.writeString(ca, Files.readString(ca) + Files.readString(server.certificateFile()));
                await().atMost(WITHIN)
                        .untilAsserted(() -> assertThat(siem.connections()).isGreaterThan(connections));
                cluster.produce(100);
                cluster.awaitAllInOrder(siem);
            }

            int connections = siem.connections();
            Files.writeString(ca, "garbage");
            await().atMost(WITHIN)
                    .untilAsserted(
                            () -> assertThat(sender.status().lastError()).contains("holds no usable certificate"));
            siem.hangUp();
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(siem.connections()).isGreaterThan(connections));
            cluster.produce(100);
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(siem.messages()).containsAll(cluster.produced()));
            sender.awaitBacklogOfZero();
        }
    }

    @Test
    void deliversByUdp() throws Exception {
        try (UdpReceiver siem = new UdpReceiver();
                RunningSender sender = cluster.sender("DC01")) {
            cluster.save("DC01", siem.port(), Transport.UDP, Framing.LINE_FEED);
            cluster.produce(300);

            await().atMost(WITHIN)
                    .untilAsserted(
                            () -> assertThat(siem.messages()).containsExactlyInAnyOrderElementsOf(cluster.produced()));
            sender.awaitBacklogOfZero();
        }
    }

    @Test
    void onlyTheDesignatedSensorDeliversAndAnotherGoesOnWhereItStopped() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED);
                RunningSender first = cluster.sender("DC01");
                RunningSender second = cluster.sender("DC02")) {
            cluster.save("DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);
            cluster.produce(1_000);
            cluster.awaitAllInOrder(siem);
            first.awaitBacklogOfZero();
            assertThat(second.status().state()).isEqualTo(InstanceState.STANDING_BY);

            cluster.save("DC02", siem.port(), Transport.TCP, Framing.LINE_FEED);
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(first.status().state()).isEqualTo(InstanceState.STANDING_BY));
            cluster.produce(1_000);

            cluster.awaitAllInOrder(siem);
            assertThat(siem.messages())
                    .as("an orderly hand-over repeats nothing")
                    .hasSize(2_000);
            second.awaitBacklogOfZero();
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(second.count("bellwire.messages.written"))
                            .isEqualTo(1_000));
        }
    }

    @Test
    void goesToAnotherEndpointWithoutARestart() throws Exception {
        try (StreamReceiver before = StreamReceiver.tcp(Framing.LINE_FEED);
                StreamReceiver after = StreamReceiver.tcp(Framing.OCTET_COUNTING);
                RunningSender sender = cluster.sender("DC01")) {
            cluster.save("DC01", before.port(), Transport.TCP, Framing.LINE_FEED);
            cluster.produce(500);
            cluster.awaitAllInOrder(before);
            sender.awaitBacklogOfZero();

            cluster.save("DC01", after.port(), Transport.TCP, Framing.OCTET_COUNTING);
            await().atMost(WITHIN)
                    .untilAsserted(
                            () -> assertThat(sender.status().settingsRevision()).isEqualTo(cluster.revision()));
            List<String> earlier = List.copyOf(cluster.produced());
            cluster.produce(500);

            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(after.messages())
                            .containsExactlyInAnyOrderElementsOf(
                                    cluster.produced().subList(500, 1_000)));
            assertThat(before.messages()).containsExactlyInAnyOrderElementsOf(earlier);
        }
    }

    /** As many messages as a poll brings, so that it ends before the marker of their transaction. */
    @Test
    void nothingIsLeftWaitingWhenDeliveryIsSwitchedOffBehindTheLastMessage() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED);
                RunningSender sender = cluster.sender("DC01")) {
            for (int round = 1; round <= 5; round++) {
                cluster.save("DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);
                await().atMost(WITHIN)
                        .untilAsserted(() -> assertThat(sender.status().state()).isEqualTo(InstanceState.DELIVERING));
                cluster.transaction(Collections.nCopies(SenderConsumer.RECORDS_MAX, "<36>1 message"), true);
                int all = round * SenderConsumer.RECORDS_MAX;
                await().pollInterval(Duration.ofMillis(2))
                        .atMost(WITHIN)
                        .until(() -> siem.messages().size() == all);

                cluster.save(false, "DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);
                await().atMost(WITHIN)
                        .untilAsserted(() -> assertThat(sender.status().state()).isEqualTo(InstanceState.OFF));

                assertThat(cluster.committed(0)).as("round %s", round).isEqualTo(all + round);
            }
        }
    }

    @Test
    void deliversNothingWhileSwitchedOffAndEverythingAfterwards() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED);
                RunningSender sender = cluster.sender("DC01")) {
            cluster.save(false, "DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);
            cluster.produce(200);
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(sender.status().state()).isEqualTo(InstanceState.OFF));
            assertThat(siem.connections()).isZero();

            cluster.save("DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);

            cluster.awaitAllInOrder(siem);
        }
    }

    @Test
    void goesOnWhereItWasAfterARestart() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED)) {
            cluster.save("DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);
            try (RunningSender sender = cluster.sender("DC01")) {
                cluster.produce(500);
                cluster.awaitAllInOrder(siem);
            }
            cluster.produce(500);
            try (RunningSender sender = cluster.sender("DC01")) {
                cluster.awaitAllInOrder(siem);
                sender.awaitBacklogOfZero();
            }
            assertThat(siem.messages()).hasSize(1_000);
        }
    }

    @Test
    void replicasOfOneSensorShareTheWork() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED);
                RunningSender first = cluster.sender("DC01");
                RunningSender second = cluster.sender("DC01")) {
            cluster.save("DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);
            await().atMost(WITHIN).untilAsserted(() -> {
                cluster.produce(50);
                assertThat(first.count("bellwire.messages.written")).isPositive();
                assertThat(second.count("bellwire.messages.written")).isPositive();
            });
            await().atMost(WITHIN)
                    .untilAsserted(() ->
                            assertThat(new HashSet<>(siem.messages())).isEqualTo(new HashSet<>(cluster.produced())));
            first.awaitBacklogOfZero();
            second.awaitBacklogOfZero();
        }
    }
}
