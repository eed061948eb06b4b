package io.bellwire.sender.transport;

import io.bellwire.schemas.Framing;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A SIEM that takes one framing on a stream and remembers every message, in the order in which its sockets gave them. */
public final class StreamReceiver implements AutoCloseable {
    private final ServerSocket server;
    private final Framing framing;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private volatile int readAtMost = Integer.MAX_VALUE;
    private final AtomicInteger accepted = new AtomicInteger();

    private StreamReceiver(ServerSocket server, Framing framing) {
        this.server = server;
        this.framing = framing;
        Thread thread = new Thread(this::accept, "receiver");
        thread.setDaemon(true);
        thread.start();
    }

    public static StreamReceiver tcp(Framing framing) throws IOException {
        return tcp(framing, 0, 0);
    }

    /**
     * Listens for plain connections.
     *
     * @param receiveBufferBytes 0 leaves it to the system
     */
    public static StreamReceiver tcp(Framing framing, int port, int receiveBufferBytes) throws IOException {
        ServerSocket server = new ServerSocket();
        if (receiveBufferBytes > 0) {
            server.setReceiveBufferSize(receiveBufferBytes);
        }
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        return new StreamReceiver(server, framing);
    }

    /**
     * Listens for TLS.
     *
     * @param protocols such as {@code TLSv1.2}; none means all that the JDK offers
     */
    public static StreamReceiver tls(
            Framing framing, SSLContext context, boolean asksForCertificate, String... protocols) throws IOException {
        ServerSocketFactory factory = context.getServerSocketFactory();
        SSLServerSocket server = (SSLServerSocket) factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(asksForCertificate);
        if (protocols.length > 0) {
            server.setEnabledProtocols(protocols);
        }
        return new StreamReceiver(server, framing);
    }

    public int port() {
        return server.getLocalPort();
    }

    public List<String> messages() {
        return List.copyOf(messages);
    }

    /** Every octet that came, frames and all. */
    String octets() {
        synchronized (octets) {
            return octets.toString(StandardCharsets.UTF_8);
        }
    }

    /** What was agreed on the connection that came last; waits until the handshake is over. */
    ExtendedSSLSession session() {
        return (ExtendedSSLSession) ((SSLSocket) sockets.get(sockets.size() - 1)).getSession();
    }

    public int connections() {
        return accepted.get();
    }

    /** From now on each connection is read up to so many messages and then left alone. */
    public void readAtMost(int messagesPerConnection) {
        readAtMost = messagesPerConnection;
    }

    /** Ends each open connection with a reset. */
    public void reset() throws IOException {
        for (Socket socket : sockets) {
            socket.setSoLinger(true, 0);
        }
        hangUp();
    }

    /** Ends each open connection in the ordinary way. */
    public void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    @Override
    public void close() throws IOException {
        server.close();
        hangUp();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                accepted.incrementAndGet();
                Thread thread = new Thread(() -> read(socket), "receiver-read");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void read(Socket socket) {
        try {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            int count = 0;
            while (count++ < readAtMost) {
                String message = next(in);
                if (message == null) {
                    socket.close();
                    return;
                }
                messages.add(message);
            }
        } catch (IOException e) {
            // The sender or the test ended it.
        }
    }

    private @Nullable String next(InputStream in) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        char end = framing == Framing.LINE_FEED ? '\n' : ' ';
        for (int octet = octet(in); octet != end; octet = octet(in)) {
            if (octet < 0) {
                return null;
            }
            message.write(octet);
        }
        if (framing == Framing.LINE_FEED) {
            return message.toString(StandardCharsets.UTF_8);
        }
        int length = Integer.parseInt(message.toString(StandardCharsets.US_ASCII));
        byte[] counted = in.readNBytes(length);
        synchronized (octets) {
            octets.writeBytes(counted);
        }
        return counted.length < length ? null : new String(counted, StandardCharsets.UTF_8);
    }

    private int octet(InputStream in) throws IOException {
        int octet = in.read();
        if (octet >= 0) {
            synchronized (octets) {
                octets.write(octet);
            }
        }
        return octet;
    }
}
