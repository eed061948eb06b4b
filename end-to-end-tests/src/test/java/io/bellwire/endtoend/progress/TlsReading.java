package io.bellwire.endtoend.progress;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/** The server's side of TLS for a program that reads the socket itself, so that it can count what comes encrypted. */
final class TlsReading {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int ENCRYPTED_MAX = 256 << 10;

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final ByteBuffer encrypted = ByteBuffer.allocate(ENCRYPTED_MAX);
    private final ByteBuffer plain;
    private final ByteBuffer answer;

    TlsReading(SocketChannel channel, SSLContext context) throws IOException {
        this.channel = channel;
        engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.beginHandshake();
        plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        answer = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    }

    /** Decrypts what has come whole, and answers where the handshake wants it. */
    void take(ByteBuffer read) throws IOException {
        encrypted.put(read).flip();
        while (step()) {
            plain.clear();
        }
        encrypted.compact();
    }

    private boolean step() throws IOException {
        HandshakeStatus wanted = engine.getHandshakeStatus();
        if (wanted == HandshakeStatus.NEED_TASK) {
            engine.getDelegatedTask().run();
            return true;
        }
        if (wanted == HandshakeStatus.NEED_WRAP) {
            answer.clear();
            engine.wrap(NOTHING, answer);
            answer.flip();
            while (answer.hasRemaining()) {
                channel.write(answer);
            }
            return true;
        }
        return engine.unwrap(encrypted, plain).getStatus() == SSLEngineResult.Status.OK;
    }
}
