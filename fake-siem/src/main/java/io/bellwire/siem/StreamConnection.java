package io.bellwire.siem;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Objects;
import javax.net.ssl.SSLContext;

/** One accepted connection: reads it on a thread of its own, as its behaviour says. */
final class StreamConnection {
    private final int number;
    private final Socket socket;
    private final Behaviour behaviour;
    private final SiemSetup setup;
    private final Recorder recorder;
    private final Gate gate;
    private final SpoilableInput input;
    /** An order to go on counts from when the connection is there, not from when its thread has come to stall. */
    private final long openingsBefore;
    /** The socket itself, or TLS over it once the handshake succeeded; any thread may end it. */
    private volatile Socket stream;

    private volatile boolean ended;

    StreamConnection(int number, Socket socket, Behaviour behaviour, SiemSetup setup, Recorder recorder, Gate gate)
            throws IOException {
        this.number = number;
        this.socket = socket;
        this.behaviour = behaviour;
        this.setup = setup;
        this.recorder = recorder;
        this.gate = gate;
        openingsBefore = gate.openings();
        input = new SpoilableInput(socket.getInputStream());
        stream = socket;
    }

    int number() {
        return number;
    }

    void run() {
        try {
            serve();
        } catch (IOException e) {
            if (!ended) {
                recorder.foundFault("connection " + number + ": " + e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Whoever is handed the messages may fail; the test that asks for faults shall see it.
            recorder.foundFault("connection " + number + ": " + e);
        } finally {
            close();
        }
    }

    /** The end of the stream, from any thread. */
    void close() {
        ended = true;
        try {
            // With TLS this is close_notify, without it FIN: also when octets lie unread, which makes close() send RST.
            stream.shutdownOutput();
        } catch (IOException alreadyBroken) {
            // Closed below all the same.
        }
        closeSocket();
    }

    /** RST, from any thread. */
    void reset() {
        ended = true;
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException alreadyClosed) {
            return;
        }
        closeSocket();
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException e) {
            recorder.foundFault("closing connection " + number + ": " + e);
        }
    }

    private void serve() throws IOException, InterruptedException {
        if (!gate.pass() || (behaviour.actsOnAccept() && !actAndGoOn())) {
            return;
        }
        if (setup.transport() == SiemTransport.TCP) {
            read(socket);
            return;
        }
        SSLContext presented = behaviour.presents() == null ? setup.identity() : behaviour.presents();
        TlsDoor door = new TlsDoor(
                Objects.requireNonNull(presented, "TLS needs an identity"),
                setup.clientCertificate(),
                recorder,
                number);
        Socket secured = door.open(socket, input);
        if (secured != null) {
            stream = secured;
            read(secured);
        }
    }

    private void read(Socket from) throws IOException, InterruptedException {
        FrameReader reader = new FrameReader(fault -> recorder.foundFault("connection " + number + ": " + fault));
        try {
            read(from.getInputStream(), reader);
        } finally {
            if (reader.hasPartialFrame()) {
                recorder.sawPartialFrame();
            }
        }
    }

    private void read(InputStream in, FrameReader reader) throws IOException, InterruptedException {
        Intake intake = new Intake(setup, recorder, number);
        Allowance allowance = new Allowance(behaviour);
        boolean goOn = true;
        while (goOn) {
            int octets = reader.readFrom(in, allowance.nextReadBytesMax());
            if (octets < 0) {
                return;
            }
            boolean acts = allowance.isUsedUpBy(intake.frames(reader, octets), octets);
            goOn = (!acts || actAndGoOn()) && gate.pause(behaviour.pause()) && gate.pass();
        }
    }

    private boolean actAndGoOn() throws InterruptedException {
        return switch (behaviour.then()) {
            case GO_ON -> true;
            case STALL -> gate.awaitOpening(openingsBefore);
            case ALERT -> {
                input.spoilNextRecord();
                yield true;
            }
            case CLOSE -> {
                close();
                yield false;
            }
            case RESET -> {
                reset();
                yield false;
            }
        };
    }
}
