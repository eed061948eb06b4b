package io.bellwire.siem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * Writes one line for each message: transport, number of the connection, framing, and the message's octets as they came, but
 * line feed, carriage return and backslash as {@code \n}, {@code \r} and <code>&#92;&#92;</code>. Each line is one write, done before
 * the connection is read again, so that given an unbuffered stream no message is forgotten when the process is killed. Thread-safe.
 */
final class MessageLines implements Consumer<ReceivedMessage> {
    private final OutputStream out;

    MessageLines(OutputStream out) {
        this.out = out;
    }

    @Override
    public void accept(ReceivedMessage message) {
        byte[] line = line(message);
        synchronized (out) {
            try {
                out.write(line);
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("nobody takes the messages", e);
            }
        }
    }

    private static byte[] line(ReceivedMessage message) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(message.length() + 40);
        line.writeBytes(
                (message.transport() + "#" + message.connection() + " " + message.framing() + " ").getBytes(UTF_8));
        for (byte octet : message.bytes()) {
            switch (octet) {
                case '\n' -> line.writeBytes(new byte[] {'\\', 'n'});
                case '\r' -> line.writeBytes(new byte[] {'\\', 'r'});
                case '\\' -> line.writeBytes(new byte[] {'\\', '\\'});
                default -> line.write(octet);
            }
        }
        line.write('\n');
        return line.toByteArray();
    }
}
