package io.bellwire.endtoend.progress;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.bellwire.siem.TestIdentity;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A receiver that is a process of its own and counts what its program has read; obeys its standard input and ends with it.
 * {@code listen WIRE RECEIVE-BUFFER HABIT ADDRESS} is answered by the port, for one connection; {@code hurry} lets it read
 * as fast as it can from now on, {@code close} ends the connection.
 */
public final class CountingReceiver {
    private static final int READ_MAX = 64 << 10;

    private final ReadCounter counter;
    private final SSLContext tls;
    private CountDownLatch hurry = new CountDownLatch(1);
    private @Nullable ServerSocketChannel server;
    private @Nullable Thread reading;

    private CountingReceiver(ReadCounter counter, SSLContext tls) {
        this.counter = counter;
        this.tls = tls;
    }

    /**
     * Obeys until its standard input ends.
     *
     * @param args the file of the counter, the key store with the certificate
     */
    public static void main(String[] args) throws Exception {
        CountingReceiver receiver = new CountingReceiver(ReadCounter.in(Path.of(args[0])), presenting(args[1]));
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(receiver.obey(line.split(" ")));
        }
        Runtime.getRuntime().halt(0);
    }

    private String obey(String[] words) throws IOException, InterruptedException {
        return switch (words[0]) {
            case "listen" ->
                listen(words[1].equals("TLS"), Integer.parseInt(words[2]), Habit.valueOf(words[3]), words[4]);
            case "hurry" -> {
                hurry.countDown();
                yield "done";
            }
            case "close" -> close();
            default -> "unknown: " + words[0];
        };
    }

    private String listen(boolean encrypted, int receiveBuffer, Habit habit, String address) throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open();
        if (receiveBuffer > 0) {
            listening.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
        }
        listening.bind(new InetSocketAddress(address, 0));
        counter.reset();
        CountDownLatch hurried = new CountDownLatch(1);
        hurry = hurried;
        Thread thread = new Thread(() -> serve(listening, encrypted, habit, hurried));
        thread.setDaemon(true);
        thread.start();
        server = listening;
        reading = thread;
        return Integer.toString(((InetSocketAddress) listening.getLocalAddress()).getPort());
    }

    private String close() throws IOException, InterruptedException {
        if (server != null && reading != null) {
            server.close();
            reading.interrupt(); // which closes its channel
            reading.join();
        }
        return "done";
    }

    private void serve(ServerSocketChannel listening, boolean encrypted, Habit habit, CountDownLatch hurried) {
        try (SocketChannel channel = listening.accept()) {
            TlsReading decrypting = encrypted ? new TlsReading(channel, tls) : null;
            ByteBuffer buffer = ByteBuffer.allocateDirect(READ_MAX);
            long began = System.nanoTime();
            boolean more = true;
            while (more) {
                boolean hurrying = pause(habit, encrypted && counter.read() == 0, began, hurried);
                more = read(channel, buffer, hurrying ? READ_MAX : habit.octetsAtOnce(), decrypting);
            }
        } catch (IOException | InterruptedException e) {
            // The other side is through with us.
        }
    }

    /** TLS needs the client's first octets and its answer to ours before there is a connection to speak of. */
    private static boolean pause(Habit habit, boolean opening, long began, CountDownLatch hurried)
            throws InterruptedException {
        long pause = opening ? 0 : habit.pauseMillis(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        return hurried.await(pause, TimeUnit.MILLISECONDS);
    }

    private boolean read(SocketChannel channel, ByteBuffer buffer, int octetsMax, @Nullable TlsReading decrypting)
            throws IOException {
        buffer.clear().limit(octetsMax);
        counter.begin(octetsMax);
        int octets = channel.read(buffer);
        counter.end(Math.max(0, octets));
        if (decrypting != null && octets > 0) {
            decrypting.take(buffer.flip());
        }
        return octets >= 0;
    }

    private static SSLContext presenting(String keyStoreFile) throws Exception {
        KeyStore own = KeyStore.getInstance("PKCS12");
        char[] password = TestIdentity.PASSWORD.toCharArray();
        try (InputStream in = new FileInputStream(keyStoreFile)) {
            own.load(in, password);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
