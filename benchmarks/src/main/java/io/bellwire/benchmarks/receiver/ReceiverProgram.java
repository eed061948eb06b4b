package io.bellwire.benchmarks.receiver;

import io.bellwire.schemas.Transport;
import io.bellwire.siem.TestCertificates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;

/**
 * Reads as fast as it can, any number of connections, and notes what came in a file of {@link Arrivals}. Arguments are the
 * transport, a directory for the files of a certificate authority, the file and its capacity. It prints its port; each line
 * of its input has it forget what came, which it answers by a line; the end of its input ends it.
 */
public final class ReceiverProgram {
    private static final int OCTETS_AT_ONCE = 1 << 20;
    private static final int CONNECTIONS_WAITING = 16;

    private final ServerSocket server;
    private final Arrivals arrivals;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private ReceiverProgram(ServerSocket server, Arrivals arrivals) {
        this.server = server;
        this.arrivals = arrivals;
    }

    public static void main(String[] arguments) throws Exception {
        ServerSocketFactory sockets = Transport.valueOf(arguments[0]) == Transport.TLS
                ? TestCertificates.in(Path.of(arguments[1]))
                        .server("127.0.0.1")
                        .context()
                        .getServerSocketFactory()
                : ServerSocketFactory.getDefault();
        ServerSocket server = sockets.createServerSocket(0, CONNECTIONS_WAITING, InetAddress.getLoopbackAddress());
        Arrivals arrivals = new Arrivals(Path.of(arguments[2]), Integer.parseInt(arguments[3]));
        new ReceiverProgram(server, arrivals).run();
    }

    private void run() throws IOException, InterruptedException {
        start(this::accept);
        tell(server.getLocalPort());
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        while (orders.readLine() != null) {
            forget();
            tell("forgotten");
        }
        System.exit(0);
    }

    @SuppressWarnings("SystemOut")
    private static void tell(Object answer) {
        System.out.println(answer);
    }

    /** Whoever wrote has ended by now; what is still on its way would count for the next. */
    private void forget() throws IOException, InterruptedException {
        for (Socket socket : open) {
            socket.close();
        }
        while (!open.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        synchronized (arrivals) {
            arrivals.clear();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                start(() -> receive(socket));
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private void receive(Socket socket) {
        open.add(socket);
        byte[] buffer = new byte[OCTETS_AT_ONCE];
        FrameReader frames = new FrameReader();
        try (socket;
                InputStream in = socket.getInputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                note(frames, buffer, count);
            }
        } catch (IOException ended) {
            // However it ended: whether everything came is asked at the end.
        } catch (IllegalArgumentException e) {
            fail(e);
        } finally {
            open.remove(socket);
        }
    }

    private void note(FrameReader frames, byte[] buffer, int count) {
        long nanos = System.nanoTime();
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        synchronized (arrivals) {
            frames.read(buffer, count, (number, sent) -> arrivals.add(number, micros - sent));
            arrivals.readAt(nanos);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "receiver");
        thread.setDaemon(true);
        thread.start();
    }

    /** A figure that is wrong is worse than none. */
    private static void fail(Exception e) {
        e.printStackTrace();
        Runtime.getRuntime().halt(1);
    }
}
