package io.bellwire.siem;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How the fake SIEM treats one connection.
 *
 * @param then what it does once it has read {@code afterMessages} messages or {@code afterBytes} octets
 * @param afterMessages 0 with no {@code afterBytes} means as soon as the connection is accepted, before a TLS handshake
 * @param afterBytes octets of frames; with TLS of what is inside of it. Not together with {@code afterMessages}
 * @param bytesPerRead octets that it reads at a time
 * @param pause how long it waits between two reads
 * @param presents what it presents in a TLS handshake; null for what the SIEM was set up with
 */
public record Behaviour(
        Then then,
        int afterMessages,
        long afterBytes,
        int bytesPerRead,
        Duration pause,
        @Nullable SSLContext presents) {
    private static final int BYTES_PER_READ_DEFAULT = 64 * 1024;

    /** What ends, or holds up, the reading. */
    public enum Then {
        GO_ON,
        CLOSE,
        RESET,
        STALL,
        ALERT
    }

    public Behaviour {
        if (afterMessages < 0) {
            throw new IllegalArgumentException("after " + afterMessages + " messages is not possible");
        }
        if (afterBytes < 0 || (afterBytes > 0 && afterMessages > 0)) {
            throw new IllegalArgumentException(
                    "after " + afterBytes + " octets and " + afterMessages + " messages is not possible");
        }
        if (then == Then.ALERT && afterMessages == 0) {
            throw new IllegalArgumentException("an alert comes after at least one message");
        }
        if (bytesPerRead < 1) {
            throw new IllegalArgumentException("reading " + bytesPerRead + " bytes at a time leads nowhere");
        }
    }

    /** Reads everything as fast as it can. */
    public static Behaviour accept() {
        return new Behaviour(Then.GO_ON, 0, 0, BYTES_PER_READ_DEFAULT, Duration.ZERO, null);
    }

    /** Closes the connection as soon as it is accepted. For "connection refused" see {@link FakeSiem#stopListening}. */
    public static Behaviour refuse() {
        return closeAfter(0);
    }

    /** Ends the stream (FIN; with TLS after close_notify) once n messages are read; Linux adds RST if more lay unread. */
    public static Behaviour closeAfter(int messages) {
        return accept().with(Then.CLOSE, messages);
    }

    /** Resets the connection (RST) once n messages are read; what came behind them is unread. */
    public static Behaviour resetAfter(int messages) {
        return accept().with(Then.RESET, messages);
    }

    /** Resets the connection (RST) once so many octets are read, wherever in a frame that is. */
    public static Behaviour resetAfterBytes(long bytes) {
        Behaviour accept = accept();
        return new Behaviour(Then.RESET, 0, bytes, accept.bytesPerRead, accept.pause, null);
    }

    /** Ends a TLS connection with a fatal alert at the first record that comes after n messages; others cannot. */
    public static Behaviour alertAfter(int messages) {
        return accept().with(Then.ALERT, messages);
    }

    /** Stops reading after n messages until {@link FakeSiem#goOn}. */
    public static Behaviour stallAfter(int messages) {
        return accept().with(Then.STALL, messages);
    }

    /** Reads at most so many octets, then waits, then reads again. */
    public static Behaviour readSlowly(int bytesPerRead, Duration pause) {
        return accept().slowly(bytesPerRead, pause);
    }

    /** Presents another certificate than the SIEM was set up with: expired, of a wrong name, of an unknown CA. */
    public static Behaviour present(SSLContext identity) {
        return accept().presenting(identity);
    }

    /** The same, but slow. */
    public Behaviour slowly(int bytesPerRead, Duration pause) {
        return new Behaviour(then, afterMessages, afterBytes, bytesPerRead, pause, presents);
    }

    /** The same, with another certificate. */
    public Behaviour presenting(SSLContext identity) {
        return new Behaviour(then, afterMessages, afterBytes, bytesPerRead, pause, identity);
    }

    private Behaviour with(Then end, int messages) {
        return new Behaviour(end, messages, 0, bytesPerRead, pause, presents);
    }

    boolean actsOnAccept() {
        return then != Then.GO_ON && afterMessages == 0 && afterBytes == 0;
    }
}
