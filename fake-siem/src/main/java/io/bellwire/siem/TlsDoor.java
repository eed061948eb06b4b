package io.bellwire.siem;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The TLS handshake of one connection; notices a peer that speaks in clear instead. */
final class TlsDoor {
    /** Content type of the first record of a handshake (RFC 8446 §5.1). */
    private static final int HANDSHAKE_RECORD = 22;

    private static final int FIRST_RECORD_TYPE = 20;
    private static final int LAST_RECORD_TYPE = 23;

    private final SSLContext identity;
    private final boolean clientCertificate;
    private final Recorder recorder;
    private final int connection;

    TlsDoor(SSLContext identity, boolean clientCertificate, Recorder recorder, int connection) {
        this.identity = identity;
        this.clientCertificate = clientCertificate;
        this.recorder = recorder;
        this.connection = connection;
    }

    /**
     * The secured stream, which reads all it gets from {@code in}; null if the peer left, spoke in clear, or the handshake failed.
     */
    @Nullable
    SSLSocket open(Socket socket, InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        if (first != HANDSHAKE_RECORD) {
            recorder.sawPlain(1 + readToTheEnd(in));
            return null;
        }
        SSLSocket secured = (SSLSocket) identity.getSocketFactory()
                .createSocket(
                        socket,
                        new SequenceInputStream(new ByteArrayInputStream(new byte[] {(byte) first}), in),
                        false);
        secured.setNeedClientAuth(clientCertificate);
        return shakeHands(secured, in) ? secured : null;
    }

    private boolean shakeHands(SSLSocket secured, InputStream in) throws IOException {
        try {
            secured.startHandshake();
        } catch (IOException e) {
            recorder.shookHands(new Handshake(connection, "", null, reason(e)));
            lookForPlainOctetsBehind(in);
            return false;
        }
        SSLSession session = secured.getSession();
        recorder.shookHands(new Handshake(connection, session.getProtocol(), clientName(session), null));
        return true;
    }

    /** A sender whose handshake failed must not go on in clear. */
    private void lookForPlainOctetsBehind(InputStream in) throws IOException {
        int next = in.read();
        if (next >= 0 && (next < FIRST_RECORD_TYPE || next > LAST_RECORD_TYPE)) {
            recorder.sawPlain(1 + readToTheEnd(in));
        }
    }

    private static int readToTheEnd(InputStream in) {
        int count = 0;
        byte[] buffer = new byte[8192];
        try {
            for (int octets = in.read(buffer); octets >= 0; octets = in.read(buffer)) {
                count += octets;
            }
        } catch (IOException broken) {
            return count;
        }
        return count;
    }

    private static String reason(IOException failure) {
        Throwable cause = failure.getCause();
        return failure instanceof SSLException && cause != null ? failure + ", " + cause : failure.toString();
    }

    private static @Nullable String clientName(SSLSession session) {
        try {
            return ((X509Certificate) session.getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        } catch (SSLPeerUnverifiedException none) {
            return null;
        }
    }
}
