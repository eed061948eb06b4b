package io.bellwire.siem;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Accepts TCP connections and gives each a thread and the behaviour that the script has for it. */
final class StreamListener implements Listener {
    private static final int BACKLOG = 128;

    private final SiemSetup setup;
    private final Recorder recorder;
    private final Gate gate;
    private final Supplier<Behaviour> script;
    private final int port;
    private final List<StreamConnection> connections = new CopyOnWriteArrayList<>();
    private final List<Thread> readers = new CopyOnWriteArrayList<>();
    private volatile ServerSocket listening;
    private volatile Thread acceptor;

    StreamListener(SiemSetup setup, Recorder recorder, Gate gate, Supplier<Behaviour> script) throws IOException {
        this.setup = setup;
        this.recorder = recorder;
        this.gate = gate;
        this.script = script;
        listening = bind(setup.port());
        port = listening.getLocalPort();
        acceptor = acceptFrom(listening);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void stopListening() {
        try {
            listening.close();
        } catch (IOException e) {
            recorder.foundFault("closing the listening socket: " + e);
        }
        // Only when nobody accepts any more is the list of connections complete.
        Listener.join(acceptor);
    }

    @Override
    public void listenAgain() throws IOException {
        listening = bind(port);
        acceptor = acceptFrom(listening);
    }

    @Override
    public int openConnections() {
        return connections.size();
    }

    @Override
    public void closeConnections() {
        connections.forEach(StreamConnection::close);
    }

    @Override
    public void resetConnections() {
        connections.forEach(StreamConnection::reset);
    }

    @Override
    public void end() {
        stopListening();
        closeConnections();
        readers.forEach(Listener::join);
    }

    private ServerSocket bind(int wanted) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            if (setup.receiveBufferBytes() > 0) {
                socket.setReceiveBufferSize(setup.receiveBufferBytes());
            }
            socket.bind(new InetSocketAddress(setup.address(), wanted), BACKLOG);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private Thread acceptFrom(ServerSocket from) {
        return Listener.start("accept-" + from.getLocalPort(), () -> acceptAll(from));
    }

    private void acceptAll(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                serve(from.accept());
            } catch (IOException e) {
                if (!from.isClosed()) {
                    recorder.foundFault("accept: " + e);
                }
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        StreamConnection connection =
                new StreamConnection(recorder.connections() + 1, socket, script.get(), setup, recorder, gate);
        connections.add(connection);
        // Counted once it is listed: who waited for it may then close it.
        recorder.accepted();
        readers.removeIf(reader -> !reader.isAlive());
        readers.add(Listener.start("connection-" + port + "-" + connection.number(), () -> {
            try {
                connection.run();
            } finally {
                connections.remove(connection);
            }
        }));
    }
}
