package io.bellwire.endtoend;

import io.bellwire.schemas.Framing;
import io.bellwire.schemas.Transport;
import io.bellwire.sender.transport.ConnectionLimits;
import io.bellwire.sender.transport.NameService;
import io.bellwire.sender.transport.NetworkThread;
import io.bellwire.sender.transport.SiemTls;
import io.bellwire.sender.transport.SyslogTransport;
import io.bellwire.sender.transport.TlsFiles;
import io.bellwire.sender.transport.TransportSettings;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.siem.TestCertificates;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Bellwire's own transport to a receiver by one wire; of datagrams no more are under way than the receiver can hold. */
final class RealSender implements AutoCloseable {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final long WRITE_SECONDS_MAX = 30;
    private static final int DATAGRAM_BYTES_MAX = 65_507;

    /** Of the 212,992 octets that Linux keeps for a socket, where a datagram takes up to 2 KiB more than its own. */
    private static final int DATAGRAM_BYTES_AT_ONCE = 60_000;

    private static final int DATAGRAM_COST = 1_500;
    private static final long LOOK_AGAIN_NANOS = 20_000;

    private final int port;
    private final Wire wire;
    private final SyslogTransport transport;

    RealSender(RealReceiver receiver, Wire wire, NetworkThread network) throws IOException, InterruptedException {
        this(receiver.port(wire), wire, network);
    }

    /** To whatever listens at this port of 127.0.0.1. */
    RealSender(int port, Wire wire, NetworkThread network) throws IOException, InterruptedException {
        this.port = port;
        this.wire = wire;
        TransportSettings settings = new TransportSettings(
                new SiemEndpoint("127.0.0.1", port),
                wire == Wire.UDP ? Transport.UDP : wire.isTls() ? Transport.TLS : Transport.TCP,
                wire.countsOctets() ? Framing.OCTET_COUNTING : Framing.LINE_FEED,
                DATAGRAM_BYTES_MAX);
        transport = SyslogTransport.open(
                settings,
                ConnectionLimits.connectWithin(CONNECT_WITHIN),
                NameService.SYSTEM,
                new SiemTls(files(wire)),
                network);
    }

    /** Returns when the kernel has all of them and, of datagrams, the receiver too. */
    void send(List<byte[]> messages) throws Exception {
        if (wire == Wire.UDP) {
            sendDatagrams(messages);
        } else if (!messages.isEmpty()) {
            write(messages);
        }
    }

    private void write(List<byte[]> messages) throws Exception {
        transport.write(messages.stream().map(ByteBuffer::wrap).toList()).get(WRITE_SECONDS_MAX, TimeUnit.SECONDS);
    }

    private void sendDatagrams(List<byte[]> messages) throws Exception {
        List<byte[]> group = new ArrayList<>();
        int bytes = 0;
        for (byte[] message : messages) {
            if (bytes + message.length + DATAGRAM_COST > DATAGRAM_BYTES_AT_ONCE) {
                sendGroup(group);
                group.clear();
                bytes = 0;
            }
            group.add(message);
            bytes += message.length + DATAGRAM_COST;
        }
        sendGroup(group);
    }

    private void sendGroup(List<byte[]> group) throws Exception {
        write(group);
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(WRITE_SECONDS_MAX);
        while (LoopbackPorts.udpBytesWaiting(port) > 0) {
            if (System.nanoTime() > giveUpAt) {
                throw new AssertionError("the receiver does not read its datagrams");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    @Override
    public void close() {
        transport.close();
    }

    private static TlsFiles files(Wire wire) throws IOException {
        TestCertificates certificates = TestCertificates.shared();
        if (wire != Wire.MUTUAL_TLS) {
            return new TlsFiles(certificates.caFile(), null, null, null);
        }
        var own = certificates.client("bellwire-sender");
        return new TlsFiles(certificates.caFile(), own.certificateFile(), own.privateKeyFile(), null);
    }
}
