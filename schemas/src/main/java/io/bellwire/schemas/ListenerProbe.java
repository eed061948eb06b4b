package io.bellwire.schemas;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.ClientDnsLookup;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.ConfigException;

/**
 * Looks whether a listener speaks TLS to a program that was told to speak without. Kafka's client would take the first bytes
 * of the answer for a length of 350 MB, and end the program for want of memory.
 */
final class ListenerProbe {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(2);

    /** A broker under load takes its time, and Kafka's client would not survive what it answers then. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(20);

    /** All listeners of a cluster speak alike; others are asked for the case that the first are away. */
    private static final int ASKED_MAX = 3;

    /** Which versions are known: what every listener answers before anybody has signed in. */
    private static final short API_VERSIONS = 18;

    private static final short VERSION = 0;
    private static final int CORRELATION = 0;
    private static final short NO_CLIENT_ID = -1;
    private static final int REQUEST_LENGTH = 3 * Short.BYTES + Integer.BYTES;

    /** The first octet of a TLS alert. Kafka's own answer begins with its length, and so with 0. */
    private static final int ALERT = 0x15;

    private ListenerProbe() {}

    /** Whether it does; false when nobody answers in time, since others find out why. */
    static boolean meetsTlsUnprepared(Map<String, Object> clientConfiguration, String bootstrapServers) {
        Object protocol = clientConfiguration.get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG);
        if (protocol != null && !String.valueOf(protocol).endsWith("PLAINTEXT")) {
            return false;
        }
        return addresses(bootstrapServers).stream().limit(ASKED_MAX).anyMatch(ListenerProbe::speaksTls);
    }

    private static List<InetSocketAddress> addresses(String bootstrapServers) {
        try {
            return ClientUtils.parseAndValidateAddresses(
                    List.of(bootstrapServers.split(",")), ClientDnsLookup.USE_ALL_DNS_IPS);
        } catch (ConfigException e) {
            return List.of();
        }
    }

    private static boolean speaksTls(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, (int) CONNECT_MAX.toMillis());
            socket.setSoTimeout((int) ANSWER_MAX.toMillis());
            socket.getOutputStream().write(request());
            return socket.getInputStream().read() == ALERT;
        } catch (IOException e) {
            return false;
        }
    }

    /** In one piece: who refuses the first octets of several closes at once, and the next write would fail for that. */
    private static byte[] request() {
        return ByteBuffer.allocate(Integer.BYTES + REQUEST_LENGTH)
                .putInt(REQUEST_LENGTH)
                .putShort(API_VERSIONS)
                .putShort(VERSION)
                .putInt(CORRELATION)
                .putShort(NO_CLIENT_ID)
                .array();
    }
}
