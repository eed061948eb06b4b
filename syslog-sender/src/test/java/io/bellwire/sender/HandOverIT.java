package io.bellwire.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Framing;
import io.bellwire.schemas.InstanceState;
import io.bellwire.schemas.Transport;
import io.bellwire.siem.Behaviour;
import io.bellwire.siem.FakeSiem;
import io.bellwire.siem.ReceivedMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two sensors with two replicas each, and what becomes of the messages when another one is designated. */
class HandOverIT {
    private static final int MOVES = 10;
    private static final int MESSAGES_PER_MOVE = 5_000;
    /** Kept back until the old sensor stands by, so that the new one has something to do for certain. */
    private static final int MESSAGES_AFTER_MOVE = 500;

    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final Duration MOVE_MAX = Duration.ofSeconds(20);

    @Test
    void tenMovesWhileMessagesFlowLoseNothing() throws Exception {
        try (Cluster cluster = new Cluster(12);
                FakeSiem siem = FakeSiem.tcp();
                SteadyFlow flow = cluster.flow(100);
                RunningSender first = cluster.sender("DC01");
                RunningSender second = cluster.sender("DC01");
                RunningSender third = cluster.sender("DC02");
                RunningSender fourth = cluster.sender("DC02")) {
            List<List<RunningSender>> sensors = List.of(List.of(first, second), List.of(third, fourth));
            designate(cluster, siem, "DC01");
            awaitState(sensors.get(0), InstanceState.DELIVERING);

            List<Duration> moves = new ArrayList<>();
            for (int move = 1; move <= MOVES; move++) {
                int end = move * MESSAGES_PER_MOVE;
                flow.upTo(end - MESSAGES_AFTER_MOVE);
                await().atMost(WITHIN).until(() -> flow.produced() >= end - MESSAGES_PER_MOVE / 2);

                List<RunningSender> from = sensors.get((move + 1) % 2);
                List<RunningSender> to = sensors.get(move % 2);
                double writtenBefore = written(to);
                long start = System.nanoTime();
                designate(cluster, siem, move % 2 == 1 ? "DC02" : "DC01");
                awaitState(from, InstanceState.STANDING_BY);
                awaitState(to, InstanceState.DELIVERING);
                flow.upTo(end);
                awaitWritten(to, writtenBefore);
                moves.add(Duration.ofNanos(System.nanoTime() - start));
            }

            int messages = MOVES * MESSAGES_PER_MOVE;
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(siem.messages()).isGreaterThanOrEqualTo(messages));
            await().atMost(WITHIN).untilAsserted(() -> assertThat(numbers(siem)).hasSize(messages));
            assertThat(repeatsInOrderOfEachKey(siem.received()))
                    .as("all that was written is committed before a sender leaves")
                    .isZero();
            assertThat(moves).allSatisfy(time -> assertThat(time).isLessThan(MOVE_MAX));
            assertThat(List.of(first, second, third, fourth)).allSatisfy(sender -> {
                assertThat(written(List.of(sender)))
                        .as("replicas share the partitions")
                        .isPositive();
                assertThat(sender.count("bellwire.messages.repeated")).isZero();
            });
            assertThat(cluster.groupMembers())
                    .as("who stands by is in no group")
                    .isEqualTo(2);
        }
    }

    @Test
    void aSiemThatTakesNothingHoldsUpNoMove() throws Exception {
        try (Cluster cluster = new Cluster(4);
                FakeSiem siem = FakeSiem.tcp();
                RunningSender first = cluster.sender("DC01");
                RunningSender second = cluster.sender("DC02")) {
            siem.behave(Behaviour.stallAfter(10));
            cluster.produce(1_000, 20_000);
            designate(cluster, siem, "DC01");
            siem.awaitMessages(10, WITHIN);

            designate(cluster, siem, "DC02");
            awaitState(List.of(first), InstanceState.STANDING_BY);
            awaitWritten(List.of(second), 0);
            // What the first had handed to the kernel counts as written, and lies in the stalled connection.
            siem.goOn();

            await().atMost(WITHIN)
                    .untilAsserted(
                            () -> assertThat(texts(siem)).containsExactlyInAnyOrderElementsOf(cluster.produced()));
            second.awaitBacklogOfZero();
            assertThat(siem.messages())
                    .as("at most what was underway comes twice")
                    .isLessThanOrEqualTo(2_000);
        }
    }

    @Test
    void nobodyStandsInForADesignatedSensorThatIsOffline() throws Exception {
        try (Cluster cluster = new Cluster(4);
                FakeSiem siem = FakeSiem.tcp();
                RunningSender other = cluster.sender("DC01")) {
            designate(cluster, siem, "DC01");
            awaitState(List.of(other), InstanceState.DELIVERING);
            designate(cluster, siem, "DC02");
            awaitState(List.of(other), InstanceState.STANDING_BY);
            cluster.produce(100);
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(cluster.groupMembers()).isZero());

            try (RunningSender late = cluster.sender("DC02")) {
                siem.awaitMessages(100, WITHIN);
                late.awaitBacklogOfZero();
            }
            assertThat(written(List.of(other))).isZero();
        }
    }

    private static void designate(Cluster cluster, FakeSiem siem, String sensor) {
        cluster.save(sensor, siem.port(), Transport.TCP, Framing.LINE_FEED);
    }

    private static void awaitWritten(List<RunningSender> senders, double before) {
        await().atMost(WITHIN)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(written(senders)).isGreaterThan(before));
    }

    private static void awaitState(List<RunningSender> senders, InstanceState state) {
        await().atMost(WITHIN)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(senders)
                        .extracting(sender -> sender.status().state())
                        .containsOnly(state));
    }

    private static double written(List<RunningSender> senders) {
        return senders.stream()
                .mapToDouble(sender -> sender.count("bellwire.messages.written"))
                .sum();
    }

    private static Set<String> texts(FakeSiem siem) {
        Set<String> texts = new HashSet<>();
        siem.received().forEach(message -> texts.add(message.text()));
        return texts;
    }

    private static Set<Integer> numbers(FakeSiem siem) {
        Set<Integer> numbers = new HashSet<>();
        siem.received().forEach(message -> numbers.add(number(message)));
        return numbers;
    }

    /** How many came once more; without them each key's messages are in order. */
    private static int repeatsInOrderOfEachKey(List<ReceivedMessage> received) {
        Map<Integer, Integer> last = new HashMap<>();
        Set<Integer> seen = new HashSet<>();
        int repeats = 0;
        for (ReceivedMessage message : received) {
            int number = number(message);
            if (!seen.add(number)) {
                repeats++;
                continue;
            }
            assertThat(number)
                    .as("behind the last of its key")
                    .isGreaterThan(last.getOrDefault(number % SteadyFlow.KEYS, -1));
            last.put(number % SteadyFlow.KEYS, number);
        }
        return repeats;
    }

    private static int number(ReceivedMessage message) {
        String text = message.text();
        return Integer.parseInt(text.substring(text.lastIndexOf(' ') + 1));
    }
}
