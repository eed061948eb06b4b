package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Receivers break in every way that we know while senders are killed, stopped and told otherwise: whatever a seed draws,
 * each message arrives, in its alert's order, unaltered, and hardly more than one window comes again. A few seeds in each
 * build; {@code -Dbellwire.chaos.seeds=200} for many, on as many {@code -Dbellwire.chaos.lanes} at a time as the machine can
 * bear, and {@code -Dbellwire.chaos.seed=N} for one of them alone.
 */
@Timeout(7_200)
class ReceiverChaosIT {
    /**
     * Short ones with every kind of fault but the plainest; four of them lose messages with a sender that commits right
     * after it has written.
     */
    private static final List<Long> SEEDS_IN_A_BUILD = List.of(11L, 18L, 19L, 27L, 34L, 40L);

    /** What a sender may hold unproven on a connection, unless told otherwise. */
    private static final long WINDOW_BYTES_MAX = 128L << 20;

    private static final int LANES = Integer.getInteger("bellwire.chaos.lanes", 2);

    @Test
    void nothingIsLostWhateverBreaks(@TempDir Path directory) throws Exception {
        List<Long> chosen = seeds();
        Queue<Long> seeds = new ConcurrentLinkedQueue<>(chosen);
        int lanesMax = Math.min(LANES, chosen.size());
        ExecutorService threads = Executors.newFixedThreadPool(lanesMax);
        List<String> faults = new ArrayList<>();
        Broker kafka = SharedKafka.broker();
        try {
            List<Callable<List<String>>> lanes = new ArrayList<>();
            for (int lane = 0; lane < lanesMax; lane++) {
                String name = "lane-" + lane;
                lanes.add(() -> runAll(seeds, kafka, directory, name));
            }
            for (var found : threads.invokeAll(lanes)) {
                faults.addAll(found.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(faults).as("of " + chosen.size() + " seeds").isEmpty();
    }

    private static List<Long> seeds() {
        Long alone = Long.getLong("bellwire.chaos.seed");
        if (alone != null) {
            return List.of(alone);
        }
        Long many = Long.getLong("bellwire.chaos.seeds");
        return many == null
                ? SEEDS_IN_A_BUILD
                : LongStream.rangeClosed(1, many).boxed().toList();
    }

    private static List<String> runAll(Queue<Long> seeds, Broker broker, Path directory, String name) throws Exception {
        List<String> faults = new ArrayList<>();
        try (Delivery delivery = Delivery.start(broker, directory, name, ChaosSenders.SENSORS)) {
            for (Long seed = seeds.poll(); seed != null; seed = seeds.poll()) {
                ChaosOutcome outcome = new ChaosRound(seed, delivery).run();
                System.out.println("ReceiverChaosIT: " + outcome);
                for (String fault : outcome.faults(WINDOW_BYTES_MAX)) {
                    faults.add("seed " + seed + ": " + fault
                            + "; alone: -Dit.test=ReceiverChaosIT -Dbellwire.chaos.seed=" + seed);
                }
            }
        }
        return faults;
    }
}
