package io.bellwire.endtoend;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Ports for programs that cannot be asked to choose one themselves. */
final class LoopbackPorts {
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int QUEUES = 4;

    private LoopbackPorts() {}

    /** So many different ports that neither TCP nor UDP uses now; nobody keeps them until the program binds them. */
    static List<Integer> free(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        try {
            while (ports.size() < count) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                if (freeForDatagrams(socket.getLocalPort())) {
                    ports.add(socket.getLocalPort());
                }
            }
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
        return ports;
    }

    /** Looked up in the kernel's table, so that no connection disturbs the program. */
    static boolean listensByTcp(int port) throws IOException {
        return Files.readAllLines(Path.of("/proc/net/tcp")).stream()
                .map(line -> line.strip().split("\\s+"))
                .anyMatch(columns -> isOf(port, columns) && columns[STATE].equals(LISTENING));
    }

    static boolean listensByUdp(int port) throws IOException {
        return Files.readAllLines(Path.of("/proc/net/udp")).stream()
                .map(line -> line.strip().split("\\s+"))
                .anyMatch(columns -> isOf(port, columns));
    }

    /** The octets that lie in the kernel for the program that listens here, each datagram with what it costs there. */
    static long udpBytesWaiting(int port) throws IOException {
        String queues = udpSocket(port)[QUEUES];
        return Long.parseLong(queues.substring(queues.indexOf(':') + 1), 16);
    }

    /** How many datagrams the kernel threw away because the program did not read in time. */
    static long udpDropped(int port) throws IOException {
        String[] columns = udpSocket(port);
        return Long.parseLong(columns[columns.length - 1]);
    }

    /** Tried with a connection. */
    static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private static String[] udpSocket(int port) throws IOException {
        return Files.readAllLines(Path.of("/proc/net/udp")).stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> isOf(port, columns))
                .findFirst()
                .orElseThrow(() -> new IOException("nobody listens by UDP at " + port));
    }

    private static boolean isOf(int port, String[] columns) {
        return columns[LOCAL_ADDRESS].endsWith(String.format(":%04X", port));
    }

    private static boolean freeForDatagrams(int port) {
        try (DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
