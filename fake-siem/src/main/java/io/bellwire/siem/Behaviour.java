package io.bellwire.siem;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How the fake SIEM treats one connection.
 *
 * @param then what it does once it has read {@code afterMessages} messages
 * @param afterMessages 0 means as soon as the connection is accepted, before a TLS handshake
 * @param bytesPerRead octets that it reads at a time
 * @param pause how long it waits between two reads
 * @param presents what it presents in a TLS handshake; null for what the SIEM was set up with
 */
public record Behaviour(
        Then then,
        int afterMessages,
        int bytesPerRead,
        Duration pause,
        @Nullable SSLContext presents) {
    private static final int BYTES_PER_READ_DEFAULT = 64 * 1024;

    /** What ends, or holds up, the reading. */
    public enum Then {
        GO_ON,
        CLOSE,
        RESET,
        STALL
    }

    public Behaviour {
        if (afterMessages < 0) {
            throw new IllegalArgumentException("after " + afterMessages + " messages is not possible");
        }
        if (bytesPerRead < 1) {
            throw new IllegalArgumentException("reading " + bytesPerRead + " bytes at a time leads nowhere");
        }
    }

    /** Reads everything as fast as it can. */
    public static Behaviour accept() {
        return new Behaviour(Then.GO_ON, 0, BYTES_PER_READ_DEFAULT, Duration.ZERO, null);
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
        return new Behaviour(then, afterMessages, bytesPerRead, pause, presents);
    }

    /** The same, with another certificate. */
    public Behaviour presenting(SSLContext identity) {
        return new Behaviour(then, afterMessages, bytesPerRead, pause, identity);
    }

    private Behaviour with(Then end, int messages) {
        return new Behaviour(end, messages, bytesPerRead, pause, presents);
    }

    boolean actsOnAccept() {
        return then != Then.GO_ON && afterMessages == 0;
    }
}
