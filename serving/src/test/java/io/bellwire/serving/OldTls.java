package io.bellwire.serving;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A client that can do nothing but an old version of TLS; the JDK refuses to be one. */
final class OldTls {
    static final int VERSION_1_0 = 0x0301;
    static final int VERSION_1_1 = 0x0302;
    /** The alert by which a server says that it speaks no such version (RFC 8446 §6.2). */
    static final int PROTOCOL_VERSION = 70;

    private static final int HANDSHAKE = 22;
    private static final int ALERT = 21;
    private static final int CLIENT_HELLO = 1;
    private static final int RANDOM_BYTES = 32;
    private static final int ANSWER_WITHIN_MILLIS = 20_000;

    private OldTls() {}

    /** Says hello and gives back the fatal alert that comes. */
    static int alertOf(int port, int version) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
            socket.getOutputStream().write(hello(version));
            InputStream answer = socket.getInputStream();
            byte[] record = answer.readNBytes(7);
            if (record.length < 7 || record[0] != ALERT) {
                throw new IOException("no alert but " + record.length + " octets");
            }
            return record[6];
        }
    }

    private static byte[] hello(int version) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        two(body, version);
        body.writeBytes(new byte[RANDOM_BYTES]);
        body.write(0); // no session
        two(body, 4);
        two(body, 0xC013); // TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA
        two(body, 0xC009); // TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA
        body.write(1);
        body.write(0); // no compression

        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.write(HANDSHAKE);
        two(record, VERSION_1_0);
        two(record, body.size() + 4);
        record.write(CLIENT_HELLO);
        record.write(0);
        two(record, body.size());
        record.writeBytes(body.toByteArray());
        return record.toByteArray();
    }

    private static void two(ByteArrayOutputStream to, int value) {
        to.write(value >>> 8);
        to.write(value);
    }
}
