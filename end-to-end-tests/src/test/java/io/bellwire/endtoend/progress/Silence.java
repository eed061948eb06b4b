package io.bellwire.endtoend.progress;

import java.time.Duration;

/**
 * A receiver of which nothing is heard, or hardly anything.
 *
 * @param habit how its program reads
 * @param receiveBufferBytes what it asks for; 0 for what the system likes
 * @param packetOctetsMax what the link carries at a time
 * @param before how long its window is closed, or the connection idle or busy, before the link goes dark or all is read
 * @param goesDark whether the link passes nothing any more after that
 * @param noticedWithin when the sender must have given up at the latest; zero when it must not
 */
record Silence(
        Kind kind,
        Habit habit,
        int receiveBufferBytes,
        int packetOctetsMax,
        Duration before,
        boolean goesDark,
        Duration noticedWithin) {

    enum Kind {
        /** All was read, and nothing more is written. */
        DARK_WHILE_IDLE,
        /** Messages go on being written. */
        DARK_WHILE_BUSY,
        /** The program has stopped reading a short time before. */
        DARK_BEHIND_CLOSED_WINDOW,
        /** The program has not read for long: probes are far apart. */
        DARK_BEHIND_LONG_CLOSED_WINDOW,
        /** The program reads nothing for minutes, and then all. */
        CLOSED_AND_ALIVE,
        /** The program reads a little at times. */
        SLOW_AND_ALIVE,
        /** The same over a link of small packets, for which the window opens by little at a time. */
        SLOW_AND_ALIVE_SMALL_PACKETS,
        /** The same with a small buffer too. */
        SLOW_AND_ALIVE_SMALL_BUFFER
    }

    static Silence of(Kind kind) {
        return switch (kind) {
            case DARK_WHILE_IDLE -> dark(kind, Habit.FAST, 3, 60);
            case DARK_WHILE_BUSY -> dark(kind, Habit.FAST, 3, 60);
            case DARK_BEHIND_CLOSED_WINDOW -> dark(kind, Habit.NEVER, 10, 240);
            case DARK_BEHIND_LONG_CLOSED_WINDOW -> dark(kind, Habit.NEVER, 180, 600);
            case CLOSED_AND_ALIVE -> alive(kind, Habit.NEVER, 0, 1_500);
            case SLOW_AND_ALIVE -> alive(kind, Habit.SLOWEST, 0, 1_500);
            case SLOW_AND_ALIVE_SMALL_PACKETS -> alive(kind, Habit.SLOWEST, 0, 576);
            case SLOW_AND_ALIVE_SMALL_BUFFER -> alive(kind, Habit.SLOWEST, 64 << 10, 576);
        };
    }

    private static Silence dark(Kind kind, Habit habit, int secondsBefore, int secondsMax) {
        return new Silence(
                kind, habit, 0, 1_500, Duration.ofSeconds(secondsBefore), true, Duration.ofSeconds(secondsMax));
    }

    private static Silence alive(Kind kind, Habit habit, int receiveBufferBytes, int packetOctetsMax) {
        return new Silence(
                kind, habit, receiveBufferBytes, packetOctetsMax, Duration.ofMinutes(3), false, Duration.ZERO);
    }
}
