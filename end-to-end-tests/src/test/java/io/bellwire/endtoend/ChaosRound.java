package io.bellwire.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * One seed: what is put in, what goes wrong at the receiver and on our side, and for how long, all drawn from one
 * {@link Random}. The same seed does the same again; how far the kernels, Kafka and the senders have come at each moment is
 * the machine's affair, so that a failure may need a few runs of its seed.
 */
final class ChaosRound {
    /** Random's first draws of neighbouring seeds are much alike. */
    static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final int STEPS_MAX = 3;
    private static final int ALERTS_MAX = 6;

    /** Enough that some come to each sender's partitions. */
    private static final int FIRST_ALERTS = 8;

    /** One burst in so many is so large that no kernel's buffer holds it. */
    private static final int LARGE_ONE_IN = 6;

    /** Of the receiver's kernel for each connection; 0 is its default, which grows to some megabytes. */
    private static final Integer[] RECEIVE_BUFFERS = {0, 0, 16 << 10, 64 << 10, 1 << 20};

    private static final int PAUSE_MILLIS_MAX = 300;

    private final long seed;
    private final Delivery delivery;
    private final Random random;
    private final ChaosSenders senders;
    private final DeliveryOracle oracle = new DeliveryOracle();
    private final List<String> words = new ArrayList<>();
    private final int alerts;

    private boolean processEnded;

    ChaosRound(long seed, Delivery delivery) {
        this.seed = seed;
        this.delivery = delivery;
        random = new Random(seed * SPREAD);
        senders = new ChaosSenders(delivery, random);
        alerts = 1 + random.nextInt(ALERTS_MAX);
    }

    /** Lets everything go wrong, and returns when it has been well again long enough to know what is lost. */
    ChaosOutcome run() throws IOException, InterruptedException {
        receiveInto(oneOf(RECEIVE_BUFFERS));
        senders.begin();
        words.add(senders.toString());
        awaitConnections();
        long begunAt = System.nanoTime();
        int steps = 1 + random.nextInt(STEPS_MAX);
        for (int step = 0; step < steps; step++) {
            step();
        }
        DeliveryEnd.await(delivery, oracle);
        long uncommitted = DeliveryEnd.uncommitted(delivery);
        Duration took = Duration.ofNanos(System.nanoTime() - begunAt);
        return new ChaosOutcome(seed, String.join(", ", words), oracle, senders.handOvers(), uncommitted, took);
    }

    /** So that what goes wrong at once goes wrong in the middle. */
    private void awaitConnections() throws IOException {
        for (int alert = 0; alert < FIRST_ALERTS; alert++) {
            String id = seed + "-first-" + alert;
            delivery.produce(id, oracle.issue(id, ""));
        }
        delivery.flush();
        DeliveryEnd.await(delivery, oracle);
    }

    private void receiveInto(int bytes) throws IOException, InterruptedException {
        ReceiverProcess receiver = delivery.receiver();
        if (bytes != receiver.receiveBuffer()) {
            receiver.setReceiveBuffer(bytes);
            receiver.kill();
            receiver.startAgain();
        }
        words.add("buffer " + (bytes == 0 ? "default" : bytes));
    }

    /**
     * Ours goes wrong soon after theirs has begun: a sender that dies after it has taken what a hung receiver holds unread,
     * before the receiver dies too, is the one case in which messages may be lost.
     */
    private void step() throws IOException, InterruptedException {
        ReceiverFault theirs = ReceiverFault.drawnFrom(random);
        ChaosSenders.Fault ours = drawOurs();
        words.add((theirs + (ours == ChaosSenders.Fault.NONE ? "" : " x " + ours)).toLowerCase(Locale.ROOT));
        burst();
        pause(Duration.ofMillis(random.nextInt(PAUSE_MILLIS_MAX)));
        theirs.begin(delivery.receiver(), random);
        burst();
        senders.begin(ours);
        burst();
        pause(theirs.lasts(random));
        theirs.end(delivery.receiver());
        senders.end();
    }

    /** In every second step nothing; a process is ended once in a round, since that takes the group ten seconds. */
    private ChaosSenders.Fault drawOurs() {
        ChaosSenders.Fault drawn = oneOf(ChaosSenders.Fault.values());
        boolean ends = drawn == ChaosSenders.Fault.SENDER_KILLED || drawn == ChaosSenders.Fault.SENDER_STOPPED;
        if (random.nextBoolean() || (ends && processEnded)) {
            return ChaosSenders.Fault.NONE;
        }
        processEnded |= ends;
        return drawn;
    }

    private <T> T oneOf(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    private void burst() {
        boolean large = random.nextInt(LARGE_ONE_IN) == 0;
        int messages = random.nextInt(large ? 2_000 : 40);
        int paddingMax = large ? 2_000 : 300;
        for (int message = 0; message < messages; message++) {
            String alert = seed + "-" + random.nextInt(alerts);
            delivery.produce(alert, oracle.issue(alert, padding(random.nextInt(paddingMax))));
        }
        delivery.flush();
    }

    private String padding(int length) {
        StringBuilder padding = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            padding.append((char) ('a' + random.nextInt(26)));
        }
        return padding.toString();
    }

    /** Time in which only what was begun goes on: the situation itself, not a wait for something. */
    static void pause(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
