package io.bellwire.endtoend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of one seed's messages.
 *
 * @param words what went wrong
 * @param handOvers how often partitions went from one sender to another; then an alert may go on elsewhere in the middle
 * @param uncommitted messages that stayed so
 */
record ChaosOutcome(long seed, String words, DeliveryOracle oracle, int handOvers, long uncommitted, Duration took) {

    /**
     * What is wrong; empty when all is well.
     *
     * @param windowBytesMax as much may come again for each break or hand-over
     */
    List<String> faults(long windowBytesMax) {
        List<String> faults = new ArrayList<>();
        addTo(faults, "lost", oracle.missing());
        addTo(faults, "altered", oracle.altered());
        addTo(faults, "out of order", oracle.order().outOfOrder());
        if (handOvers == 0 && oracle.order().jumps() > 0) {
            faults.add(oracle.order().jumps() + " jumps within a connection");
        }
        if (oracle.mostRepeated().bytes() > windowBytesMax * (1 + handOvers)) {
            faults.add(oracle.mostRepeated() + " on one connection");
        }
        if (uncommitted > 0) {
            faults.add(uncommitted + " not committed");
        }
        return faults;
    }

    /** For the log: a line that tells all figures. */
    @Override
    public String toString() {
        DeliveryOracle.Repeats most = oracle.mostRepeated();
        return ("seed %d: %s: %d messages of %d bytes, %d connections, %d hand-overs, "
                        + "%d repeated (%d of %d bytes at once), %d overtaken, %d lost; %.1f s")
                .formatted(
                        seed,
                        words,
                        oracle.issued(),
                        oracle.issuedBytes(),
                        oracle.streams(),
                        handOvers,
                        oracle.repeated(),
                        most.messages(),
                        most.bytes(),
                        oracle.order().overtaken(),
                        oracle.missing().size(),
                        took.toMillis() / 1e3);
    }

    private static void addTo(List<String> faults, String kind, List<String> messages) {
        if (!messages.isEmpty()) {
            faults.add(messages.size() + " " + kind + ", first " + messages.get(0));
        }
    }
}
