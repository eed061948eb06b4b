package io.bellwire.sender.messagetest;

import io.bellwire.schemas.Transport;
import io.bellwire.sender.transport.ConnectionFailure;
import io.bellwire.sender.transport.ConnectionLimits;
import io.bellwire.sender.transport.HostAddresses;
import io.bellwire.sender.transport.NameService;
import io.bellwire.sender.transport.NetworkThread;
import io.bellwire.sender.transport.SiemTls;
import io.bellwire.sender.transport.StreamTransport;
import io.bellwire.sender.transport.SyslogTransport;
import io.bellwire.sender.transport.TransportSettings;
import io.bellwire.sender.transport.UnusableTlsFileException;
import io.bellwire.settings.SyslogSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** One test: takes its steps on a connection of its own, one after the other, and says what each saw. For one thread. */
final class MessageTest {
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);
    private static final Duration ADDRESS_MAX = Duration.ofSeconds(5);
    private static final Duration ADDRESS_LEAST = Duration.ofMillis(100);
    private static final Duration CLOSE_MAX = Duration.ofMillis(500);

    /**
     * What every test of a program shares.
     *
     * @param stopping counted down when the program ends, and the test with it
     */
    record Surroundings(
            NameService names,
            NetworkThread network,
            TestLimits limits,
            Clock clock,
            LongSupplier nanoTime,
            CountDownLatch stopping) {}

    private final TransportSettings to;
    private final SiemTls tls;
    private final Surroundings around;
    private final TestProgress progress;
    private final Verdicts verdicts;
    private final byte[] message;
    private final long openUntilNanos;

    MessageTest(SyslogSettings settings, String marker, SiemTls tls, Surroundings around, TestProgress progress) {
        this.to = new TransportSettings(
                settings.endpoint(),
                settings.transport(),
                settings.advanced().framing(),
                settings.advanced().maxMessageBytes());
        this.tls = tls;
        this.around = around;
        this.progress = progress;
        this.verdicts = new Verdicts(settings, marker);
        this.message = TestMessage.of(settings, marker, around.clock().instant());
        this.openUntilNanos =
                around.nanoTime().getAsLong() + around.limits().opening().toNanos();
        progress.message(text(), marker);
    }

    /** Ends within the limits, with a verdict; with none only when the program ends. */
    void run() throws InterruptedException {
        try (SyslogTransport transport = open(resolve())) {
            send(transport);
            observe(transport);
        } catch (IOException e) {
            ConnectionFailure why = ConnectionFailure.explain(e, to.endpoint());
            progress.failed(why.words());
            progress.finish(false, verdicts.notSent(progress.current(), why));
        }
    }

    /** Every address of the host; a thread of its own asks for them, since nothing bounds a name service. */
    private InetAddress[] resolve() throws IOException, InterruptedException {
        progress.begin(StepName.RESOLVE);
        CompletableFuture<InetAddress[]> answer = new CompletableFuture<>();
        Thread asking = new Thread(
                () -> {
                    try {
                        answer.complete(HostAddresses.of(to.endpoint(), around.names()));
                    } catch (IOException | RuntimeException e) {
                        answer.completeExceptionally(e);
                    }
                },
                "test-name");
        asking.setDaemon(true);
        asking.start();
        Duration within = around.limits().resolving();
        InetAddress[] addresses =
                await(answer, within, "the name service did not answer within " + within.toMillis() + " ms");
        String all = Arrays.stream(addresses).map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
        progress.succeeded(
                to.endpoint().isAddress()
                        ? all + " is an address, no name was looked up"
                        : to.endpoint().host() + " is " + all);
        return addresses;
    }

    private SyslogTransport open(InetAddress[] addresses) throws IOException, InterruptedException {
        if (to.transport() == Transport.UDP) {
            progress.begin(StepName.SEND);
            SyslogTransport transport = SyslogTransport.open(to, limits(1), name -> addresses, tls, around.network());
            progress.address(transport.address());
            return transport;
        }
        requireUsableTls();
        progress.begin(StepName.CONNECT);
        List<IOException> failures = new ArrayList<>();
        List<String> unreachable = new ArrayList<>();
        for (int i = 0; i < addresses.length && (i == 0 || left().compareTo(ADDRESS_LEAST) > 0); i++) {
            InetSocketAddress address =
                    new InetSocketAddress(addresses[i], to.endpoint().port());
            progress.address(address);
            try {
                return connect(address, limits(addresses.length - i), unreachable);
            } catch (IOException e) {
                failures.add(e);
                if (progress.current() == StepName.HANDSHAKE) {
                    break; // this address answers, so what it says is what the operator has to mend
                }
                unreachable.add(TestProgress.inWords(address));
            }
        }
        throw together(failures);
    }

    /** Files that cannot be used are told before anything is sent. */
    private void requireUsableTls() throws UnusableTlsFileException {
        if (to.transport() == Transport.TLS) {
            progress.begin(StepName.HANDSHAKE);
            var unused = tls.refresh();
        }
    }

    private StreamTransport connect(InetSocketAddress address, ConnectionLimits limits, List<String> unreachable)
            throws IOException, InterruptedException {
        StreamTransport transport =
                StreamTransport.open(to, address, limits, tls, around.network(), () -> connected(address, unreachable));
        if (to.transport() == Transport.TLS) {
            progress.succeeded(HandshakeWords.of(
                    transport.session(), transport.certificate(), around.clock().instant()));
        }
        return transport;
    }

    private void connected(InetSocketAddress address, List<String> unreachable) {
        progress.succeeded("connected to " + TestProgress.inWords(address)
                + (unreachable.isEmpty() ? "" : "; no connection to " + String.join(", ", unreachable)));
        if (to.transport() == Transport.TLS) {
            progress.begin(StepName.HANDSHAKE);
        }
    }

    private void send(SyslogTransport transport) throws IOException, InterruptedException {
        progress.begin(StepName.SEND);
        String refusal = transport.refusal(ByteBuffer.wrap(message));
        if (refusal != null) {
            throw new IOException(refusal);
        }
        try {
            await(
                    transport.write(List.of(ByteBuffer.wrap(message))),
                    within(ADDRESS_LEAST, left(), ADDRESS_MAX),
                    "the message could not be written in time");
        } catch (IOException e) {
            throw reason(transport, e);
        }
        progress.succeeded(message.length + " octets" + framing() + ": " + text());
    }

    /** Why the SIEM ended it says more than that a write failed, and may come a moment later. */
    private IOException reason(SyslogTransport transport, IOException write) throws InterruptedException {
        long until = progress.millis() + ADDRESS_LEAST.toMillis();
        while (transport.isOpen() && progress.millis() < until) {
            pause();
        }
        IOException known = transport.failure();
        return known == null ? write : known;
    }

    private void observe(SyslogTransport transport) throws InterruptedException {
        progress.begin(StepName.OBSERVE);
        long until = around.limits().observing().toMillis();
        while (transport.isOpen() && progress.millis() < until) {
            pause();
        }
        if (!transport.isOpen()) {
            ended(transport);
        } else if (to.transport() == Transport.UDP) {
            progress.succeeded("nothing came back within " + seconds() + " s, which says nothing");
            progress.finish(false, verdicts.sentByUdp());
        } else if (transport.reached().keepsUp()) {
            stayedOpen(transport);
        } else {
            progress.failed("the SIEM's host did not acknowledge the message within " + seconds() + " s");
            progress.finish(false, verdicts.notAcknowledged(seconds()));
        }
    }

    private void pause() throws InterruptedException {
        if (around.stopping().await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("stopping");
        }
    }

    private void stayedOpen(SyslogTransport transport) throws InterruptedException {
        byte[] answer = transport.answer();
        if (to.transport() == Transport.TCP && AnswerWords.isTls(answer)) {
            progress.failed("the SIEM answered with TLS: " + AnswerWords.of(answer));
            progress.finish(false, verdicts.speaksTls());
            return;
        }
        progress.succeeded("stayed open for " + seconds() + " s"
                + (answer.length == 0 ? "" : "; the SIEM sent back " + AnswerWords.of(answer)));
        // What answers is mostly another program, which has read the message and can do nothing with it.
        progress.finish(answer.length == 0, verdicts.stayedOpen(seconds(), isRead(transport), answer));
    }

    /** Ends the connection in the clean way, after which a SIEM that answers in kind has read everything. */
    private boolean isRead(SyslogTransport transport) throws InterruptedException {
        Duration within = around.limits().closing();
        try {
            return await(transport.finish(within), within.plusMillis(1), "not ended");
        } catch (IOException e) {
            return false;
        }
    }

    private void ended(SyslogTransport transport) {
        long millis = progress.millis();
        IOException failure = transport.failure();
        ConnectionFailure why = ConnectionFailure.explain(
                failure == null ? new IOException("the connection ended") : failure, to.endpoint());
        byte[] answer = transport.answer();
        progress.failed("ended after " + millis + " ms: " + why.words()
                + (answer.length == 0 ? "" : "; the SIEM sent back " + AnswerWords.of(answer)));
        progress.finish(false, verdicts.ended(why, millis, answer));
    }

    /** @param addressesLeft that share the time, of which something has to be left for the handshake */
    private ConnectionLimits limits(int addressesLeft) {
        Duration left = left();
        Duration share = left.multipliedBy(2).dividedBy(3L * addressesLeft);
        Duration connect = within(ADDRESS_LEAST, share, ADDRESS_MAX);
        Duration handshake = within(ADDRESS_LEAST, left.minus(connect), ADDRESS_MAX);
        Duration closing = around.limits().closing();
        return new ConnectionLimits(connect, handshake, CLOSE_MAX, closing, closing);
    }

    private Duration left() {
        long nanos = openUntilNanos - around.nanoTime().getAsLong();
        return Duration.ofNanos(Math.max(nanos, 0));
    }

    private static Duration within(Duration least, Duration wanted, Duration most) {
        Duration atLeast = wanted.compareTo(least) < 0 ? least : wanted;
        return atLeast.compareTo(most) < 0 ? atLeast : most;
    }

    private static <T> T await(CompletableFuture<T> result, Duration within, String otherwise)
            throws IOException, InterruptedException {
        try {
            return result.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(otherwise); // its words are for the operator, those of its cause are not
        }
    }

    private static IOException together(List<IOException> failures) {
        IOException first = failures.get(0);
        failures.stream().skip(1).forEach(first::addSuppressed);
        return first;
    }

    private String framing() {
        return to.transport() == Transport.UDP
                ? ""
                : " by " + to.framing().name().toLowerCase(Locale.ROOT).replace('_', '-') + " framing";
    }

    private String text() {
        return new String(message, StandardCharsets.UTF_8);
    }

    private long seconds() {
        return around.limits().observing().toSeconds();
    }
}
