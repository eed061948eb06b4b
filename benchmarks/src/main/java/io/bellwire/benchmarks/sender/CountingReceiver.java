package io.bellwire.benchmarks.sender;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Reads as fast as it can and counts octets, one connection after the other. Thread-safe. */
final class CountingReceiver implements AutoCloseable {
    private static final int OCTETS_AT_ONCE = 1 << 20;

    private final ServerSocket server;
    private volatile long octets;
    private volatile long firstNanos;
    private volatile long lastNanos;

    /** @param tls what it presents to those who connect by TLS; null for plain TCP */
    CountingReceiver(@Nullable SSLContext tls) throws IOException {
        ServerSocketFactory sockets = tls == null ? ServerSocketFactory.getDefault() : tls.getServerSocketFactory();
        server = sockets.createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread reading = new Thread(this::read, "receiver");
        reading.setDaemon(true);
        reading.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** Of all connections since the last {@link #reset}. */
    long octets() {
        return octets;
    }

    /** From the first octet to the last, in seconds. */
    double seconds() {
        return (lastNanos - firstNanos) / 1e9;
    }

    void reset() {
        octets = 0;
        firstNanos = 0;
    }

    private void read() {
        byte[] buffer = new byte[OCTETS_AT_ONCE];
        while (!server.isClosed()) {
            try (Socket socket = server.accept();
                    InputStream in = socket.getInputStream()) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    lastNanos = System.nanoTime();
                    firstNanos = firstNanos == 0 ? lastNanos : firstNanos;
                    count(read);
                }
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private synchronized void count(int read) {
        octets += read;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
