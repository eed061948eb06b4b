package io.bellwire.sender.transport;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A SIEM that takes datagrams. */
public final class UdpReceiver implements AutoCloseable {
    private final DatagramSocket socket;
    private final List<String> messages = new CopyOnWriteArrayList<>();

    public UdpReceiver() throws IOException {
        this(0);
    }

    public UdpReceiver(int port) throws IOException {
        socket = new DatagramSocket(port, InetAddress.getLoopbackAddress());
        socket.setReceiveBufferSize(1 << 20);
        Thread thread = new Thread(this::read, "udp-receiver");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    public List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void close() {
        socket.close();
    }

    private void read() {
        DatagramPacket packet = new DatagramPacket(new byte[70_000], 70_000);
        while (!socket.isClosed()) {
            try {
                socket.receive(packet);
                messages.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                return;
            }
        }
    }
}
