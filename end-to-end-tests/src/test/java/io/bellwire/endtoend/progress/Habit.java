package io.bellwire.endtoend.progress;

/** How a receiver's program reads. */
enum Habit {
    /** As much and as soon as it can. */
    FAST(64 << 10),
    /** A little, and then a pause. */
    SLOW(8 << 10),
    /** Fast, then not at all for some time, then fast. */
    STALLED(64 << 10),
    /** Fast, and then not at all until it is told otherwise. */
    HUNG(64 << 10),
    /** Not at all at first. */
    LATE(64 << 10),
    /** For a moment, then not for a while, again and again. */
    BURSTS(64 << 10),
    /** By few octets, as fast as that goes. */
    TINY(100),
    /** Nothing, until it is told otherwise. */
    NEVER(64 << 10),
    /** Nothing for a minute, and then a few octets every three seconds: its window is closed most of the time. */
    SLOWEST(1_000);

    private static final long STALL_FROM_MILLIS = 700;
    private static final long STALL_UNTIL_MILLIS = 2_200;
    private static final long BURST_MILLIS = 100;
    private static final long BURST_EVERY_MILLIS = 400;
    private static final long SLOW_MILLIS = 2;
    private static final long SLOWEST_FROM_MILLIS = 60_000;
    private static final long SLOWEST_MILLIS = 3_000;

    private final int octetsAtOnce;

    Habit(int octetsAtOnce) {
        this.octetsAtOnce = octetsAtOnce;
    }

    /** What one call reads at most. */
    int octetsAtOnce() {
        return octetsAtOnce;
    }

    /** How long to wait before the next read, so long after the connection began. */
    long pauseMillis(long atMillis) {
        return switch (this) {
            case FAST, TINY -> 0;
            case SLOW -> SLOW_MILLIS;
            case STALLED ->
                atMillis >= STALL_FROM_MILLIS && atMillis < STALL_UNTIL_MILLIS ? STALL_UNTIL_MILLIS - atMillis : 0;
            case HUNG -> atMillis < STALL_FROM_MILLIS ? 0 : Long.MAX_VALUE;
            case LATE -> Math.max(0, STALL_UNTIL_MILLIS - atMillis);
            case BURSTS -> {
                long into = atMillis % BURST_EVERY_MILLIS;
                yield into < BURST_MILLIS ? 0 : BURST_EVERY_MILLIS - into;
            }
            case NEVER -> Long.MAX_VALUE;
            case SLOWEST -> Math.max(SLOWEST_MILLIS, SLOWEST_FROM_MILLIS - atMillis);
        };
    }
}
