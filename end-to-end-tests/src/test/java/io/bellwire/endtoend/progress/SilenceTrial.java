package io.bellwire.endtoend.progress;

import io.bellwire.schemas.Transport;
import io.bellwire.sender.transport.ConnectionFailure;
import io.bellwire.sender.transport.SyslogTransport;
import io.bellwire.settings.SiemEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets a receiver fall silent and tells what becomes of the connection; runs in the sender's network namespace. */
final class SilenceTrial {
    private static final List<ByteBuffer> MESSAGES = Collections.nCopies(20, ByteBuffer.allocate(830));
    private static final SiemEndpoint ENDPOINT = new SiemEndpoint("siem.example", 514);
    private static final long LOOK_EVERY_MILLIS = 10;
    private static final long CLOSED_AFTER_SECONDS = 3;
    private static final Duration READ_ALL_WITHIN = Duration.ofMinutes(2);

    private final Trial trial;
    private final Silence silence;
    private final String link;
    private final SyslogTransport transport;

    private SilenceTrial(Trial trial, Silence silence, String link) throws IOException, InterruptedException {
        this.trial = trial;
        this.silence = silence;
        this.link = link;
        transport = trial.open(Transport.TCP, silence.receiveBufferBytes(), silence.habit());
    }

    /**
     * Prints what became of it; exits with 0 when that is as it should be.
     *
     * @param args a directory, the receiver's address and namespace, the link's process, a {@link Silence.Kind}
     */
    public static void main(String[] args) throws Exception {
        Silence silence = Silence.of(Silence.Kind.valueOf(args[4]));
        int status;
        try (Trial trial = new Trial(Path.of(args[0]), args[1], args[2])) {
            String outcome = new SilenceTrial(trial, silence, args[3]).run();
            System.out.println(silence.kind() + ": " + outcome);
            status = outcome.startsWith("as it should") ? 0 : 1;
        }
        Runtime.getRuntime().halt(status);
    }

    private String run() throws Exception {
        long began = System.nanoTime();
        CompletableFuture<Long> written = transport.write(MESSAGES);
        if (silence.habit() != Habit.FAST) {
            written = fillWindow(written);
        }
        written = keepFor(silence.before(), written);
        if (!transport.isOpen()) {
            return "cut off after " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began) + " s: "
                    + transport.failure();
        }
        return silence.goesDark() ? dark(written) : alive(written);
    }

    /** Writes until the receiver has taken nothing for some seconds; tells the write that waits for it. */
    private CompletableFuture<Long> fillWindow(CompletableFuture<Long> first)
            throws InterruptedException, ExecutionException {
        CompletableFuture<Long> written = first;
        while (true) {
            try {
                written.get(CLOSED_AFTER_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException closed) {
                return written;
            }
            written = transport.write(MESSAGES);
        }
    }

    private CompletableFuture<Long> keepFor(Duration time, CompletableFuture<Long> first) throws InterruptedException {
        CompletableFuture<Long> written = first;
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until && transport.isOpen()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            written = writeIfBusy(written);
        }
        return written;
    }

    private CompletableFuture<Long> writeIfBusy(CompletableFuture<Long> written) {
        boolean busy = silence.kind() == Silence.Kind.DARK_WHILE_BUSY && written.isDone();
        return busy ? transport.write(MESSAGES) : written;
    }

    private String dark(CompletableFuture<Long> first) throws IOException, InterruptedException {
        if (new ProcessBuilder("kill", "-USR1", link).start().waitFor() != 0) {
            throw new IOException("no link " + link);
        }
        CompletableFuture<Long> written = first;
        long began = System.nanoTime();
        while (transport.isOpen()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            written = writeIfBusy(written);
            if (System.nanoTime() - began > silence.noticedWithin().toNanos()) {
                return "not noticed within " + silence.noticedWithin();
            }
        }
        long after = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        IOException failure = Objects.requireNonNull(transport.failure());
        ConnectionFailure why = ConnectionFailure.explain(failure, ENDPOINT);
        return (why.kind() == ConnectionFailure.Kind.TIMED_OUT ? "as it should, " : "for a wrong reason, ")
                + "noticed after " + after + " s: " + failure;
    }

    private String alive(CompletableFuture<Long> written) throws Exception {
        trial.hurry();
        long octets = written.get(READ_ALL_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        boolean proof = transport.finish(READ_ALL_WITHIN).get();
        long read = trial.counter().read();
        return (proof && read == octets ? "as it should, " : "lost: ") + read + " of " + octets
                + " octets read, proven at the end: " + proof;
    }
}
