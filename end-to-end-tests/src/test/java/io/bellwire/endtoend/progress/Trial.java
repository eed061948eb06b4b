package io.bellwire.endtoend.progress;

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
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A counting receiver at an address, and Bellwire's own transport to it. */
final class Trial implements AutoCloseable {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

    private final String address;
    private final ReadCounter counter;
    private final Program receiver;
    private final NetworkThread network = new NetworkThread();
    private final SiemTls tls =
            new SiemTls(new TlsFiles(TestCertificates.shared().caFile(), null, null, null));

    /** @param namespace the receiver's; null for this process's own */
    Trial(Path directory, String address, @Nullable String namespace) throws IOException {
        this.address = address;
        Path counted = directory.resolve("read");
        counter = ReadCounter.in(counted);
        receiver = Program.start(Program.java(
                namespace,
                CountingReceiver.class,
                counted.toString(),
                TestCertificates.shared().server(address).keyStoreFile().toString()));
    }

    ReadCounter counter() {
        return counter;
    }

    /** A new connection, whose counter begins at nothing. */
    SyslogTransport open(Transport transport, int receiveBufferBytes, Habit habit)
            throws IOException, InterruptedException {
        String port = receiver.ask("listen " + transport + " " + receiveBufferBytes + " " + habit + " " + address);
        return SyslogTransport.open(
                new TransportSettings(
                        new SiemEndpoint(address, Integer.parseInt(port)), transport, Framing.OCTET_COUNTING, 0),
                ConnectionLimits.connectWithin(CONNECT_WITHIN),
                NameService.SYSTEM,
                tls,
                network);
    }

    /** From now on the receiver reads as fast as it can. */
    void hurry() throws IOException {
        receiver.ask("hurry");
    }

    /** The receiver closes its side, however much is unread. */
    void endConnection() throws IOException {
        receiver.ask("close");
    }

    @Override
    public void close() {
        receiver.close();
        network.close();
    }
}
