package io.bellwire.endtoend.progress;

import io.bellwire.schemas.Transport;
import java.util.ArrayList;
import java.util.List;

/**
 * One kind of receiver and of what is sent to it.
 *
 * @param receiveBufferBytes what its program asks for; 0 for what the system likes
 */
record RuleCase(Transport transport, int receiveBufferBytes, Habit habit, int messageOctets, Pace pace) {
    private static final long DEFAULT_UNREAD_OCTETS_MAX = 32 << 20;
    private static final long BUFFERS_UNREAD_MAX = 8;
    private static final List<Integer> BUFFERS = List.of(0, 16 << 10, 64 << 10, 1 << 20, 4 << 20);
    private static final List<Integer> MESSAGES = List.of(100, 830, 8_000);
    private static final List<Habit> HABITS =
            List.of(Habit.FAST, Habit.SLOW, Habit.STALLED, Habit.LATE, Habit.BURSTS, Habit.TINY);
    private static final List<Pace> PACES = List.of(Pace.FULL, Pace.PACED);
    private static final List<Transport> STREAMS = List.of(Transport.TCP, Transport.TLS);

    /** Every buffer with every habit, both streams and all lengths of messages, in turns paced. */
    static List<RuleCase> all() {
        List<RuleCase> cases = new ArrayList<>();
        for (Transport transport : STREAMS) {
            for (int buffer : BUFFERS) {
                for (Habit habit : HABITS) {
                    for (int octets : MESSAGES) {
                        cases.add(new RuleCase(transport, buffer, habit, octets, PACES.get(cases.size() % 2)));
                    }
                }
            }
        }
        return cases;
    }

    /** Every buffer with every habit; the rest in turns. */
    static List<RuleCase> some() {
        List<RuleCase> cases = new ArrayList<>();
        for (int buffer : BUFFERS) {
            for (Habit habit : HABITS) {
                int turn = cases.size();
                // Counted so that no dimension goes in step with another.
                cases.add(new RuleCase(
                        STREAMS.get((turn + turn / 6) % 2),
                        buffer,
                        habit,
                        MESSAGES.get((turn + turn / 3) % 3),
                        PACES.get(turn / 2 % 2)));
            }
        }
        return cases;
    }

    /** A receiver that hangs while little is sent: what lies unread behind a window that stands open as before. */
    static List<RuleCase> hung() {
        List<RuleCase> cases = new ArrayList<>();
        for (int buffer : BUFFERS) {
            for (int octets : MESSAGES) {
                cases.add(new RuleCase(Transport.TCP, buffer, Habit.HUNG, octets, Pace.TRICKLING));
            }
        }
        return cases;
    }

    /** The habits that leave the most unread, and little of all else: for each build. */
    static List<RuleCase> few() {
        return List.of(
                new RuleCase(Transport.TCP, 64 << 10, Habit.BURSTS, 830, Pace.PACED),
                new RuleCase(Transport.TCP, 0, Habit.STALLED, 830, Pace.FULL),
                new RuleCase(Transport.TLS, 64 << 10, Habit.LATE, 8_000, Pace.FULL));
    }

    /** Far more than the receiver's kernel holds, so that its window closes whenever its program does not read. */
    long unreadOctetsMax() {
        return receiveBufferBytes == 0 ? DEFAULT_UNREAD_OCTETS_MAX : BUFFERS_UNREAD_MAX * receiveBufferBytes;
    }

    @Override
    public String toString() {
        String buffer = receiveBufferBytes == 0 ? "default" : (receiveBufferBytes >> 10) + " KiB";
        return "| " + transport + " | " + buffer + " | " + habit + " | " + messageOctets
                + (pace == Pace.FULL ? " | " : " " + pace + " | ");
    }
}
