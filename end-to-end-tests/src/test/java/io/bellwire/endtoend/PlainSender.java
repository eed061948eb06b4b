package io.bellwire.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.bellwire.siem.TestCertificates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Sends hand-written messages by the JDK's own sockets: what a receiver says of them is the measure for Bellwire's. */
final class PlainSender {
    private PlainSender() {}

    static void send(RealReceiver receiver, Wire wire, List<String> messages) throws IOException {
        if (wire == Wire.UDP) {
            sendDatagrams(receiver, messages);
            return;
        }
        try (Socket socket =
                wire.isTls() ? secured(receiver, wire) : new Socket(receiver.host(), receiver.port(wire))) {
            socket.getOutputStream().write(framed(wire, messages));
        }
    }

    private static void sendDatagrams(RealReceiver receiver, List<String> messages) throws IOException {
        InetSocketAddress address = new InetSocketAddress(receiver.host(), receiver.port(Wire.UDP));
        try (DatagramSocket socket = new DatagramSocket()) {
            for (String message : messages) {
                byte[] octets = message.getBytes(UTF_8);
                socket.send(new DatagramPacket(octets, octets.length, address));
            }
        }
    }

    private static Socket secured(RealReceiver receiver, Wire wire) throws IOException {
        TestCertificates certificates = TestCertificates.shared();
        SSLContext context =
                wire == Wire.MUTUAL_TLS ? certificates.client("bellwire-sender").context() : certificates.trusting();
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(receiver.host(), receiver.port(wire));
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static byte[] framed(Wire wire, List<String> messages) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (String message : messages) {
            byte[] octets = message.getBytes(UTF_8);
            stream.write(wire.countsOctets() ? (octets.length + " ").getBytes(US_ASCII) : new byte[0]);
            stream.write(octets);
            stream.write(wire.countsOctets() ? new byte[0] : new byte[] {'\n'});
        }
        return stream.toByteArray();
    }
}
