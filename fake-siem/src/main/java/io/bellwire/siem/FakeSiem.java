package io.bellwire.siem;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * A syslog server on loopback that records what comes and misbehaves when it is told to. All methods may be called from any
 * thread. Messages are recorded when they were read whole; closing leaves neither a thread nor a socket.
 */
public final class FakeSiem implements AutoCloseable {
    private final SiemSetup setup;
    private final Recorder recorder = new Recorder();
    private final Gate gate = new Gate();
    private final Script script = new Script();
    private final Listener listener;

    FakeSiem(SiemSetup setup) throws IOException {
        this.setup = setup;
        listener = switch (setup.transport()) {
            case UDP -> new DatagramListener(setup, recorder, gate);
            case TCP, TLS -> new StreamListener(setup, recorder, gate, script::next);
        };
    }

    /** Listens by UDP on any free port. */
    public static FakeSiem udp() throws IOException {
        return SiemSetup.udp().listen();
    }

    /** Listens by TCP on any free port. */
    public static FakeSiem tcp() throws IOException {
        return SiemSetup.tcp().listen();
    }

    /** Listens by TLS on any free port and presents this identity, for example of {@link TestCertificates}. */
    public static FakeSiem tls(SSLContext identity) throws IOException {
        return SiemSetup.tls(identity).listen();
    }

    public SiemTransport transport() {
        return setup.transport();
    }

    public String host() {
        return setup.address().getHostAddress();
    }

    public int port() {
        return listener.port();
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(setup.address(), port());
    }

    /** The next connections behave so, one after the other; those after them as {@link #behaveAlways} says. */
    public void behave(Behaviour... oneConnectionEach) {
        requireConnections();
        requireTlsForAlerts(oneConnectionEach);
        script.append(List.of(oneConnectionEach));
    }

    /** All coming connections for which nothing else was said behave so; normally they accept. */
    public void behaveAlways(Behaviour everyConnection) {
        requireConnections();
        requireTlsForAlerts(everyConnection);
        script.always(everyConnection);
    }

    /** Forgets all that was said of coming connections, and ends every stall. */
    public void behaveWell() {
        script.clear();
        goOn();
    }

    /** Stops reading, on open and coming connections; a read that is already waiting still takes what comes first. */
    public void stall() {
        gate.shut();
    }

    /** Ends every stall: that of {@link #stall} and those of {@link Behaviour#stallAfter} that have begun. */
    public void goOn() {
        gate.open();
    }

    /** Ends the open connections, first with FIN or close_notify. */
    public void closeConnections() {
        listener.closeConnections();
    }

    /** Resets the open connections (RST); what they have unread is lost. */
    public void resetConnections() {
        listener.resetConnections();
    }

    /** From now on new connections are refused by the kernel; open ones stay. With UDP the port is gone. */
    public void stopListening() {
        listener.stopListening();
    }

    /** Listens on the same port as before. */
    public void listenAgain() throws IOException {
        listener.listenAgain();
    }

    /** Waits for the next n messages that were not taken yet; fails saying how many came, and the last of them. */
    public List<ReceivedMessage> take(int count, Duration within) throws InterruptedException {
        requireRecording();
        return recorder.take(count, within);
    }

    /** The messages that have come and were not taken yet. */
    public List<ReceivedMessage> takeAll() {
        requireRecording();
        return recorder.takeAll();
    }

    /** All messages since the beginning, taken or not. */
    public List<ReceivedMessage> received() {
        requireRecording();
        return recorder.received();
    }

    /** Waits until so many messages have come in all; works when they are only counted, too. */
    public void awaitMessages(long count, Duration within) throws InterruptedException {
        recorder.awaitMessages(count, within);
    }

    public void awaitConnections(long count, Duration within) throws InterruptedException {
        recorder.awaitConnections(count, within);
    }

    /** Waits until so many handshakes have succeeded or failed. */
    public void awaitHandshakes(long count, Duration within) throws InterruptedException {
        recorder.awaitHandshakes(count, within);
    }

    /** How many messages have come. */
    public long messages() {
        return recorder.messages();
    }

    /** Octets read, frames included; with TLS what was inside of it. */
    public long bytes() {
        return recorder.bytes();
    }

    /** How many connections were accepted. */
    public int connections() {
        return recorder.connections();
    }

    public int openConnections() {
        return listener.openConnections();
    }

    /** How each TLS handshake ended. */
    public List<Handshake> handshakes() {
        return recorder.handshakes();
    }

    /** Octets that came in clear where TLS was due: before a handshake, without one, or after a failed one. */
    public long plainBytes() {
        return recorder.plainBytes();
    }

    /** How many connections ended inside a frame; such a piece is no message. */
    public long partialFrames() {
        return recorder.partialFrames();
    }

    /** Broken frames and unexpected ends of connections. */
    public List<String> faults() {
        return recorder.faults();
    }

    @Override
    public void close() {
        gate.end();
        listener.end();
    }

    private void requireConnections() {
        if (setup.transport() == SiemTransport.UDP) {
            throw new IllegalStateException("UDP has no connections that could behave; use stall() or stopListening()");
        }
    }

    private void requireTlsForAlerts(Behaviour... behaviours) {
        boolean alerts = Stream.of(behaviours).anyMatch(behaviour -> behaviour.then() == Behaviour.Then.ALERT);
        if (alerts && setup.transport() != SiemTransport.TLS) {
            throw new IllegalStateException("only TLS has alerts");
        }
    }

    private void requireRecording() {
        if (!setup.recording()) {
            throw new IllegalStateException("this SIEM only counts messages; use messages() or awaitMessages()");
        }
    }
}
