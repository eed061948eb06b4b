package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.endtoend.reading.Frames;
import io.bellwire.endtoend.reading.GeneratedAlerts;
import io.bellwire.endtoend.reading.MessageForm;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.Framing;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.sender.transport.FrameWriter;
import io.bellwire.sender.transport.NetworkThread;
import io.bellwire.siem.TestCertificates;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Bellwire's transports put on the wire is the messages in their frames and not one octet else. */
@Timeout(60)
class SenderFramesTest {
    private static final int COUNT = 2_000;
    private static final int AT_ONCE = 300;
    private static final int DATAGRAMS = 200;
    private static final int DATAGRAM_BYTES_MAX = 65_535;
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @ParameterizedTest
    @EnumSource(names = {"TCP_LINE_FEED", "TCP_OCTET_COUNTING", "TLS_LINE_FEED", "TLS_OCTET_COUNTING"})
    void streamIsFramesAndNothingElse(Wire wire) throws Exception {
        List<byte[]> messages = messages(COUNT);
        try (ServerSocket server = listening(wire);
                NetworkThread network = new NetworkThread()) {
            int length = new FrameWriter(wire.countsOctets() ? Framing.OCTET_COUNTING : Framing.LINE_FEED)
                    .octets(messages)
                    .length;
            CompletableFuture<byte[]> stream = new CompletableFuture<>();
            CompletableFuture<Integer> rest = CompletableFuture.supplyAsync(() -> wholeStream(server, length, stream));
            byte[] octets;
            try (RealSender sender = new RealSender(server.getLocalPort(), wire, network)) {
                for (int from = 0; from < COUNT; from += AT_ONCE) {
                    sender.send(messages.subList(from, Math.min(COUNT, from + AT_ONCE)));
                }
                octets = stream.get(30, TimeUnit.SECONDS);
            }

            assertThat(rest.get(30, TimeUnit.SECONDS)).isZero();
            List<byte[]> read = wire.countsOctets() ? Frames.octetCounted(octets) : Frames.lineFeeds(octets);
            assertThat(read).containsExactlyElementsOf(messages);
        }
    }

    @Test
    void datagramIsOneMessageAndNothingElse() throws Exception {
        List<byte[]> messages = messages(DATAGRAMS);
        try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
                DatagramSocket socket =
                        channel.bind(new InetSocketAddress(LOOPBACK, 0)).socket();
                NetworkThread network = new NetworkThread();
                RealSender sender = new RealSender(socket.getLocalPort(), Wire.UDP, network)) {
            CompletableFuture<List<byte[]>> datagrams = CompletableFuture.supplyAsync(() -> datagrams(socket));
            sender.send(messages);

            assertThat(datagrams.get(30, TimeUnit.SECONDS)).containsExactlyElementsOf(messages);
        }
    }

    private static List<byte[]> messages(int count) {
        GeneratedAlerts alerts = new GeneratedAlerts(1, count);
        MessageForm form =
                MessageForm.of(Dialect.STANDARD, SyslogFormat.RFC5424).get(1);
        var encoder = form.encoder();
        return IntStream.range(0, count)
                .mapToObj(i -> encoder.encode(alerts.at(i)).bytes())
                .toList();
    }

    private static ServerSocket listening(Wire wire) throws IOException {
        return wire.isTls()
                ? TestCertificates.shared()
                        .server("127.0.0.1")
                        .context()
                        .getServerSocketFactory()
                        .createServerSocket(0, 1, LOOPBACK)
                : new ServerSocket(0, 1, LOOPBACK);
    }

    /** Says how many octets came behind the first {@code length} ones. */
    private static int wholeStream(ServerSocket server, int length, CompletableFuture<byte[]> first) {
        try (Socket socket = server.accept()) {
            first.complete(socket.getInputStream().readNBytes(length));
            return restOf(socket);
        } catch (IOException e) {
            first.completeExceptionally(e);
            throw new IllegalStateException(e);
        }
    }

    private static int restOf(Socket socket) throws IOException {
        try {
            return socket.getInputStream().readAllBytes().length;
        } catch (SocketException e) {
            // A reset: the sender's side was closed before it had read our TLS session tickets.
            return 0;
        }
    }

    private static List<byte[]> datagrams(DatagramSocket socket) {
        List<byte[]> datagrams = new ArrayList<>();
        DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM_BYTES_MAX], DATAGRAM_BYTES_MAX);
        try {
            while (datagrams.size() < DATAGRAMS) {
                socket.receive(packet);
                datagrams.add(Arrays.copyOf(packet.getData(), packet.getLength()));
                packet.setLength(DATAGRAM_BYTES_MAX);
            }
            return datagrams;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
