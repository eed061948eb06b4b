package io.bellwire.endtoend.progress;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.bellwire.sender.transport.SyslogTransport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Sends to one kind of receiver after the other, and holds what the sender claims against what was read. */
final class RuleTrial implements AutoCloseable {
    static final String HEAD =
            "| | receive buffer | habit | messages | MB sent | looks | over-claims | by | proven behind"
                    + " read, most | least | unread, most | taken ahead of read | all taken after |\n"
                    + "|---|---|---|---|---|---|---|---|---|---|---|---|---|";

    private static final int LOOKS_MIN = 500;
    private static final long TAKEN_MILLIS_MAX = 4_000;
    private static final int BATCH_OCTETS = 64 << 10;
    private static final Duration READ_ALL_WITHIN = Duration.ofMinutes(1);

    private final Trial trial;
    private final Duration perCase;
    private final boolean thorough;

    /**
     * @param perCase for how long to send before the receiver reads what is left
     * @param thorough whether also to look at what the kernel says, and at how soon all is taken once it was read
     */
    RuleTrial(Path directory, String address, @Nullable String namespace, Duration perCase, boolean thorough)
            throws IOException {
        trial = new Trial(directory, address, namespace);
        this.perCase = perCase;
        this.thorough = thorough;
    }

    /**
     * Some of the cases, for use in a network namespace; exits with the number of those with over-claims.
     *
     * @param args a directory, the receiver's address, its namespace, how long to send in each case in milliseconds
     */
    public static void main(String[] args) throws Exception {
        int faults = 0;
        try (RuleTrial trial =
                new RuleTrial(Path.of(args[0]), args[1], args[2], Duration.ofMillis(Long.parseLong(args[3])), true)) {
            for (RuleCase each : RuleCase.some()) {
                Outcome outcome = trial.run(each);
                System.out.println(outcome);
                faults += outcome.holds() ? 0 : 1;
            }
        }
        Runtime.getRuntime().halt(faults);
    }

    /**
     * What came out of one case.
     *
     * @param unreadMax the most that lay in the receiver's kernel; null when not looked at
     * @param takenMillis how long after the last octet was read all was taken, when last looked
     */
    record Outcome(
            RuleCase tried,
            long octets,
            ClaimWatch.Findings claims,
            @Nullable Long unreadMax,
            long takenMillis) {
        boolean holds() {
            return claims.overClaims() == 0 && claims.looks() >= LOOKS_MIN;
        }

        @Override
        public String toString() {
            String unread = unreadMax == null ? "-" : kibibytes(unreadMax);
            String least = claims.marginMin() == Long.MAX_VALUE ? "-" : kibibytes(claims.marginMin());
            return tried + String.format(Locale.ROOT, "%.1f", octets / 1e6) + " | " + claims.looks() + " | "
                    + claims.overClaims() + " | " + claims.overBy() + " | " + kibibytes(claims.lagMax()) + " | " + least
                    + " | " + unread + " | " + kibibytes(claims.takenAhead()) + " | "
                    + (takenMillis < TAKEN_MILLIS_MAX ? takenMillis + " ms |" : "not in " + TAKEN_MILLIS_MAX + " ms |");
        }

        private static String kibibytes(long octets) {
            return octets / 1024 + " KiB";
        }
    }

    Outcome run(RuleCase tried) throws Exception {
        try (SyslogTransport transport = trial.open(tried.transport(), tried.receiveBufferBytes(), tried.habit());
                ClaimWatch claims = new ClaimWatch(transport, trial.counter());
                KernelView kernel =
                        thorough ? new KernelView(transport.address().getPort(), trial.counter()) : null) {
            long octets = send(transport, tried);
            long takenMillis = thorough ? awaitTaken(transport, octets) : 0;
            Long unreadMax = kernel == null ? null : (Long) kernel.unreadMax();
            return new Outcome(tried, octets, claims.findings(), unreadMax, takenMillis);
        } finally {
            trial.endConnection();
        }
    }

    /** Tells how many octets went out; all of them are read when it returns. */
    private long send(SyslogTransport transport, RuleCase tried) throws Exception {
        ByteBuffer message = US_ASCII.encode("x".repeat(tried.messageOctets()));
        List<ByteBuffer> batch = Collections.nCopies(Math.max(1, BATCH_OCTETS / tried.messageOctets()), message);
        long from = System.nanoTime();
        long until = from + perCase.toNanos();
        CompletableFuture<Long> written = transport.write(List.of(message));
        while (System.nanoTime() < until && isDone(written, until)) {
            boolean single = tried.pace().isSingle(System.nanoTime() - from);
            if (single) {
                LockSupport.parkNanos(tried.pace().betweenNanos());
            }
            awaitRoom(written.join(), tried.unreadOctetsMax(), until);
            written = transport.write(single ? List.of(message) : batch);
        }
        trial.hurry();
        long octets = written.get(READ_ALL_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        awaitRead(octets);
        return octets;
    }

    /** Our kernel takes many times what a small receive buffer lets through in a minute. */
    private void awaitRoom(long sent, long unreadOctetsMax, long until) {
        while (sent - trial.counter().read() > unreadOctetsMax && System.nanoTime() < until) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static boolean isDone(CompletableFuture<Long> written, long until)
            throws InterruptedException, ExecutionException {
        try {
            written.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException receiverDoesNotRead) {
            return false;
        }
    }

    private void awaitRead(long octets) {
        long giveUpAt = System.nanoTime() + READ_ALL_WITHIN.toNanos();
        while (trial.counter().read() < octets) {
            if (System.nanoTime() > giveUpAt) {
                throw new AssertionError(trial.counter().read() + " of " + octets + " octets were read");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static long awaitTaken(SyslogTransport transport, long octets) {
        long from = System.nanoTime();
        long millis = 0;
        while (transport.reached().taken() < octets && millis < TAKEN_MILLIS_MAX) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
        }
        return millis;
    }

    @Override
    public void close() {
        trial.close();
    }
}
