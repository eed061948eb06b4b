package io.bellwire.config.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Refuses further tries after many wrong passwords. It counts for each user at each address, so that whoever guesses at
 * one address locks nobody out who has the right password at another. Each replica counts for itself. Thread-safe.
 */
final class SignInThrottle {
    /** Wrong passwords within {@link #COUNTED} after which tries are refused. */
    static final int FAILURES_MAX = 5;

    static final Duration COUNTED = Duration.ofMinutes(1);
    /** Doubles with each wrong password after the refusal has ended. */
    static final Duration REFUSED_FIRST = Duration.ofSeconds(15);

    static final Duration REFUSED_LONGEST = Duration.ofMinutes(5);
    /** After so long without a wrong password all is forgotten. */
    static final Duration FORGOTTEN = Duration.ofMinutes(15);

    /** About 2 MiB; beyond that, whoever was quiet for longest is forgotten. */
    static final int KEPT_MAX = 10_000;

    private final LongSupplier nanoTime;
    private final Map<Who, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Who, Failures> eldest) {
            return size() > KEPT_MAX;
        }
    };

    private record Who(String user, String address) {}

    /**
     * @param count within the minute that began at {@code since}; from {@link #FAILURES_MAX} on it only grows
     * @param refused how long tries are refused since {@code last}
     */
    private record Failures(int count, long since, long last, Duration refused) {}

    SignInThrottle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** How long this user has to wait at this address before the next try; zero when he need not. */
    synchronized Duration wait(String user, String address) {
        Failures before = failures.get(new Who(user, ClientNetwork.of(address)));
        if (before == null) {
            return Duration.ZERO;
        }
        Duration left = before.refused().minusNanos(nanoTime.getAsLong() - before.last());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Counts a wrong password, and tells how long tries are refused from now on; zero when they are not. */
    synchronized Duration failed(String user, String address) {
        long now = nanoTime.getAsLong();
        Failures counted = failures.merge(
                new Who(user, ClientNetwork.of(address)), first(now), (before, one) -> next(before, now));
        return counted.refused();
    }

    synchronized void succeeded(String user, String address) {
        failures.remove(new Who(user, ClientNetwork.of(address)));
    }

    synchronized int kept() {
        return failures.size();
    }

    private static Failures first(long now) {
        return new Failures(1, now, now, Duration.ZERO);
    }

    private static Failures next(Failures before, long now) {
        boolean refusing = before.count() >= FAILURES_MAX;
        Duration memory = refusing ? FORGOTTEN.plus(before.refused()) : COUNTED;
        if (now - (refusing ? before.last() : before.since()) >= memory.toNanos()) {
            return first(now);
        }
        int count = before.count() + 1;
        return new Failures(count, before.since(), now, refused(count));
    }

    private static Duration refused(int count) {
        if (count < FAILURES_MAX) {
            return Duration.ZERO;
        }
        Duration refused = REFUSED_FIRST;
        for (int i = FAILURES_MAX; i < count && refused.compareTo(REFUSED_LONGEST) < 0; i++) {
            refused = refused.multipliedBy(2);
        }
        return refused.compareTo(REFUSED_LONGEST) > 0 ? REFUSED_LONGEST : refused;
    }
}
