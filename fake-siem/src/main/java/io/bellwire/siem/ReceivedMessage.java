package io.bellwire.siem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One syslog message as it came, without its frame. */
public final class ReceivedMessage {
    private final byte[] bytes;
    private final SiemTransport transport;
    private final int connection;
    private final SiemFraming framing;

    ReceivedMessage(byte[] bytes, SiemTransport transport, int connection, SiemFraming framing) {
        this.bytes = bytes;
        this.transport = transport;
        this.connection = connection;
        this.framing = framing;
    }

    /** A copy of the message's octets. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Length in octets. */
    public int length() {
        return bytes.length;
    }

    /** The octets read as UTF-8; octets that are not UTF-8 become U+FFFD. */
    public String text() {
        return new String(bytes, UTF_8);
    }

    public SiemTransport transport() {
        return transport;
    }

    /** Number of the connection that brought it: 1 for the first that was accepted; always 0 with UDP. */
    public int connection() {
        return connection;
    }

    public SiemFraming framing() {
        return framing;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReceivedMessage that
                && Arrays.equals(bytes, that.bytes)
                && transport == that.transport
                && connection == that.connection
                && framing == that.framing;
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(bytes), transport, connection, framing);
    }

    @Override
    public String toString() {
        return transport + "#" + connection + " " + framing + " " + text();
    }
}
