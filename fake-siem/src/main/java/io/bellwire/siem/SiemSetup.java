package io.bellwire.siem;

import java.io.IOException;
import java.net.InetAddress;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What a fake SIEM is before it listens.
 *
 * @param address where it listens, 127.0.0.1 unless told otherwise
 * @param port 0 for any free one
 * @param identity what it presents and whom it trusts in a TLS handshake; null unless the transport is TLS
 * @param clientCertificate true to demand one in the handshake
 * @param recording false to count messages and forget them, for loads of any size
 * @param onMessage called for each message on its connection's thread, before {@code take} sees it; null for nobody
 * @param receiveBufferBytes the kernel's receive buffer (SO_RCVBUF); 0 for the system's default
 */
public record SiemSetup(
        SiemTransport transport,
        InetAddress address,
        int port,
        @Nullable SSLContext identity,
        boolean clientCertificate,
        boolean recording,
        @Nullable Consumer<ReceivedMessage> onMessage,
        int receiveBufferBytes) {

    public static SiemSetup udp() {
        return new SiemSetup(SiemTransport.UDP, InetAddress.getLoopbackAddress(), 0, null, false, true, null, 0);
    }

    public static SiemSetup tcp() {
        return new SiemSetup(SiemTransport.TCP, InetAddress.getLoopbackAddress(), 0, null, false, true, null, 0);
    }

    public static SiemSetup tls(SSLContext identity) {
        return new SiemSetup(SiemTransport.TLS, InetAddress.getLoopbackAddress(), 0, identity, false, true, null, 0);
    }

    /** Listens elsewhere than on 127.0.0.1, such as on {@code ::1}. */
    public SiemSetup onAddress(InetAddress wanted) {
        return new SiemSetup(
                transport, wanted, port, identity, clientCertificate, recording, onMessage, receiveBufferBytes);
    }

    public SiemSetup onPort(int wanted) {
        return new SiemSetup(
                transport, address, wanted, identity, clientCertificate, recording, onMessage, receiveBufferBytes);
    }

    public SiemSetup demandingClientCertificate() {
        return new SiemSetup(transport, address, port, identity, true, recording, onMessage, receiveBufferBytes);
    }

    public SiemSetup countingOnly() {
        return new SiemSetup(
                transport, address, port, identity, clientCertificate, false, onMessage, receiveBufferBytes);
    }

    public SiemSetup handingOverTo(Consumer<ReceivedMessage> consumer) {
        return new SiemSetup(
                transport, address, port, identity, clientCertificate, recording, consumer, receiveBufferBytes);
    }

    public SiemSetup withReceiveBuffer(int bytes) {
        return new SiemSetup(transport, address, port, identity, clientCertificate, recording, onMessage, bytes);
    }

    /** Starts to listen; an {@code IOException} says that the port is taken. */
    public FakeSiem listen() throws IOException {
        return new FakeSiem(this);
    }
}
