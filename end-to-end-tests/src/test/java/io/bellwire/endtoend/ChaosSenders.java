package io.bellwire.endtoend;

import io.bellwire.schemas.Framing;
import io.bellwire.schemas.Transport;
import java.io.IOException;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Two senders of one sensor and one of another, and what is done to them; which sensor delivers, and how. For one thread. */
final class ChaosSenders {
    static final String[] SENSORS = {Bellwire.SENSOR, Bellwire.SENSOR, "DC02"};
    private static final int OTHER = 2;

    private final Delivery delivery;
    private final Random random;
    private boolean otherDelivers;
    private Transport transport;
    private Framing framing;
    private int handOvers;
    private @Nullable ServiceProcess victim;

    /** What goes wrong, or is done, on our side. */
    enum Fault {
        NONE,
        SENDER_KILLED,
        SENDER_STOPPED,
        OTHER_SENSOR,
        OTHER_SETTINGS
    }

    ChaosSenders(Delivery delivery, Random random) {
        this.delivery = delivery;
        this.random = random;
        draw();
    }

    /** Returns when all are there and the two of the first sensor have shared the partitions among themselves. */
    void begin() throws IOException {
        delivery.awaitReady();
        save();
        delivery.awaitMembers(2);
    }

    void begin(Fault fault) throws IOException, InterruptedException {
        switch (fault) {
            case NONE -> {}
            case SENDER_KILLED -> {
                victim = delivery.sender(otherDelivers ? OTHER : random.nextInt(OTHER));
                victim.kill();
                handOvers++;
            }
            case SENDER_STOPPED -> {
                victim = delivery.sender(otherDelivers ? OTHER : random.nextInt(OTHER));
                victim.close();
                handOvers++;
            }
            case OTHER_SENSOR -> {
                otherDelivers = !otherDelivers;
                handOvers++;
                save();
            }
            case OTHER_SETTINGS -> {
                draw();
                save();
            }
        }
    }

    /** Starts again who was ended; it joins the others some time later. */
    void end() throws IOException {
        if (victim != null) {
            victim.startAgain();
            victim = null;
            handOvers++;
        }
    }

    /** How often partitions went from one sender to another. */
    int handOvers() {
        return handOvers;
    }

    /** As an operator would say how messages are carried at present. */
    @Override
    public String toString() {
        return transport + " " + framing;
    }

    private void draw() {
        transport = random.nextBoolean() ? Transport.TLS : Transport.TCP;
        framing = transport == Transport.TLS || random.nextBoolean() ? Framing.OCTET_COUNTING : Framing.LINE_FEED;
    }

    private void save() {
        delivery.save(SENSORS[otherDelivers ? OTHER : 0], transport, framing);
    }
}
