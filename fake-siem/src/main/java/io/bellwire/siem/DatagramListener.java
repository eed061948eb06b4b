package io.bellwire.siem;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Arrays;

/** Receives datagrams, each of them a message. */
final class DatagramListener implements Listener {
    private static final int DATAGRAM_BYTES_MAX = 65_535;
    private static final int RECEIVE_BUFFER_BYTES = 4 << 20;

    private final SiemSetup setup;
    private final Intake intake;
    private final Gate gate;
    private final int port;
    private volatile DatagramSocket socket;
    private volatile Thread thread;

    DatagramListener(SiemSetup setup, Recorder recorder, Gate gate) throws IOException {
        this.setup = setup;
        this.gate = gate;
        intake = new Intake(setup, recorder, 0);
        socket = bind(setup.port());
        port = socket.getLocalPort();
        thread = receiveFrom(socket);
    }

    @Override
    public int port() {
        return port;
    }

    /** The kernel gives the port free only when nobody waits for a datagram there any more. */
    @Override
    public void stopListening() {
        socket.close();
        Listener.join(thread);
    }

    @Override
    public void listenAgain() throws IOException {
        socket = bind(port);
        thread = receiveFrom(socket);
    }

    @Override
    public int openConnections() {
        return 0;
    }

    @Override
    public void closeConnections() {}

    @Override
    public void resetConnections() {}

    @Override
    public void end() {
        stopListening();
    }

    private DatagramSocket bind(int wanted) throws IOException {
        DatagramSocket bound = new DatagramSocket(new InetSocketAddress(setup.address(), wanted));
        bound.setReceiveBufferSize(setup.receiveBufferBytes() == 0 ? RECEIVE_BUFFER_BYTES : setup.receiveBufferBytes());
        return bound;
    }

    private Thread receiveFrom(DatagramSocket from) {
        return Listener.start("udp-" + from.getLocalPort(), () -> {
            try {
                receiveAll(from);
            } catch (SocketException closed) {
                // Closing the socket is how this thread is told to end.
            } catch (IOException e) {
                intake.fault("UDP: " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void receiveAll(DatagramSocket from) throws IOException, InterruptedException {
        byte[] buffer = new byte[DATAGRAM_BYTES_MAX];
        while (gate.pass()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            from.receive(packet);
            intake.datagram(Arrays.copyOf(buffer, packet.getLength()));
        }
    }
}
