package io.bellwire.sender.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stands between the sender and a SIEM for one connection, and keeps every octet that the sender put on the wire. */
final class Wiretap implements AutoCloseable {
    private static final int HEADER_OCTETS = 5;

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final int siemPort;
    private final ByteArrayOutputStream fromSender = new ByteArrayOutputStream(); // guarded by itself
    private final CountDownLatch senderEnded = new CountDownLatch(1);

    /** A record of TLS as it stands on the wire (RFC 8446 section 5.1). */
    record TlsRecord(int type, int length) {
        static final int CHANGE_CIPHER_SPEC = 20;
        static final int ALERT = 21;
        static final int HANDSHAKE = 22;
        static final int APPLICATION_DATA = 23;

        /** Level, description, the true type, a tag of 16 octets, and as many zeros with which the JDK pads. */
        private static final int ENCRYPTED_ALERT_OCTETS_MAX = 2 + 1 + 16 + 16;

        /** Under TLS 1.3 an alert looks like data, but for its length. */
        boolean isEncryptedAlert() {
            return type == APPLICATION_DATA && length <= ENCRYPTED_ALERT_OCTETS_MAX;
        }
    }

    Wiretap(int siemPort) throws IOException {
        this.siemPort = siemPort;
        start(this::carry);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Everything, once the sender has hung up. */
    byte[] octets() throws InterruptedException {
        if (!senderEnded.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("the sender did not hang up");
        }
        synchronized (fromSender) {
            return fromSender.toByteArray();
        }
    }

    /** The octets as records; whatever is none shows as one of an odd type. */
    static List<TlsRecord> records(byte[] octets) {
        List<TlsRecord> records = new ArrayList<>();
        ByteBuffer left = ByteBuffer.wrap(octets);
        while (left.remaining() >= HEADER_OCTETS) {
            int type = left.get();
            left.getShort();
            int length = Short.toUnsignedInt(left.getShort());
            records.add(new TlsRecord(type, length));
            left.position(left.position() + Math.min(length, left.remaining()));
        }
        return records;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void carry() {
        try (Socket sender = server.accept();
                Socket siem = new Socket(InetAddress.getLoopbackAddress(), siemPort)) {
            Thread back = start(() -> copy(siem, sender, OutputStream.nullOutputStream()));
            copy(sender, siem, fromSender);
            senderEnded.countDown();
            back.join(10_000);
        } catch (IOException e) {
            senderEnded.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until the end of the stream, which is passed on. What comes is kept before it is passed on. */
    private static void copy(Socket from, Socket to, OutputStream kept) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                synchronized (kept) {
                    kept.write(buffer, 0, count);
                }
                out.write(buffer, 0, count);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It was broken already.
        }
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "wiretap");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
