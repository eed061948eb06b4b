package io.bellwire.sender.transport;

import io.bellwire.sender.transport.ConnectionFailure.Kind;
import io.bellwire.settings.SiemEndpoint;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;

/**
 * One thing that can stand between us and the SIEM.
 *
 * @param fits whether an exception, or one that led to it, is of this kind
 * @param words what it says, and what to do about it
 */
record FailureRule(Predicate<Throwable> fits, Kind kind, Function<Throwable, String> words) {
    private static final String CA_FILE = "bellwire.siem-ca-file (without one, in the JDK's trust store)";

    /** Tried one after the other: the telling before the general, TLS before what lies below it. */
    static final List<FailureRule> ALL = List.of(
            new FailureRule(isA(UnusableTlsFileException.class), Kind.TLS_FILE, FailureRule::messageOf),
            new FailureRule(isA(PinMismatchException.class), Kind.WRONG_PIN, FailureRule::messageOf),
            new FailureRule(
                    isA(CertificateExpiredException.class),
                    Kind.EXPIRED,
                    with("its certificate has expired (%s): renew it at the SIEM")),
            new FailureRule(
                    isA(CertificateNotYetValidException.class),
                    Kind.NOT_YET_VALID,
                    with("its certificate is not yet valid (%s): compare the clocks of the SIEM and of this host")),
            new FailureRule(
                    isA(WrongNameException.class),
                    Kind.WRONG_NAME,
                    with("%s: set the endpoint to one of these, or pin the certificate")),
            new FailureRule(isA(UntrustedChainException.class), Kind.NOT_TRUSTED, FailureRule::untrusted),
            new FailureRule(
                    isA(CertificateException.class),
                    Kind.NOT_TRUSTED,
                    with("its certificate is not trusted (%s): see " + CA_FILE)),
            new FailureRule(
                    isA(NotSslRecordException.class),
                    Kind.NO_TLS,
                    with("it speaks no TLS on this port: choose its TLS port, or the transport tcp")),
            new FailureRule(
                    isA(SslHandshakeTimeoutException.class),
                    Kind.NO_TLS,
                    with("it did not answer the TLS handshake: perhaps it speaks no TLS on this port")),
            new FailureRule(
                    sslSays("protocol_version", "protocol version"),
                    Kind.TLS_VERSION,
                    with("it speaks neither TLS 1.2 nor TLS 1.3 (%s): allow one of them at the SIEM")),
            new FailureRule(
                    sslSays("fatal alert").and(says("certificate", "unknown_ca")),
                    Kind.CLIENT_CERTIFICATE,
                    with("it demands a client certificate, or does not accept ours (%s):"
                            + " see bellwire.siem-certificate-file and bellwire.siem-private-key-file")),
            new FailureRule(
                    sslSays("fatal alert"),
                    Kind.TLS_REFUSED,
                    with("it ended TLS with an alert (%s):"
                            + " perhaps it asks for a client certificate, or shares no cipher with us")),
            new FailureRule(
                    isA(TlsHandshakeException.class),
                    Kind.NO_TLS,
                    with("it broke off the TLS handshake:"
                            + " perhaps it speaks no TLS on this port, or no version that we do")),
            new FailureRule(isA(UnknownHostException.class), Kind.NAME_UNKNOWN, with("the name is unknown to DNS")),
            new FailureRule(
                    isA(ConnectTimeoutException.class)
                            .or(isA(SocketTimeoutException.class))
                            .or(says("timed out")),
                    Kind.TIMED_OUT,
                    with("no answer: perhaps a firewall drops what we send")),
            new FailureRule(
                    isA(PortUnreachableException.class), Kind.REFUSED, with("nothing listens on this UDP port")),
            new FailureRule(
                    isA(NoRouteToHostException.class).or(says("unreachable", "no route")),
                    Kind.UNREACHABLE,
                    with("no way leads there from here")),
            new FailureRule(
                    isA(ConnectException.class).or(says("connection refused")),
                    Kind.REFUSED,
                    with("connection refused: nothing listens on this port")),
            new FailureRule(isA(SiemSilentException.class), Kind.TIMED_OUT, FailureRule::messageOf),
            new FailureRule(isA(SiemClosedException.class), Kind.CLOSED, with("the SIEM closed the connection")),
            new FailureRule(
                    says("reset", "broken pipe"),
                    Kind.RESET,
                    with("the connection was reset by the SIEM or by something on the way")));

    ConnectionFailure explain(Throwable cause, SiemEndpoint endpoint) {
        String said = words.apply(cause);
        return new ConnectionFailure(kind, kind == Kind.TLS_FILE ? said : endpoint + ": " + said);
    }

    static String messageOf(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static String untrusted(Throwable cause) {
        UntrustedChainException chain = (UntrustedChainException) cause;
        return "its certificate is not trusted: "
                + (chain.endWasShown()
                        ? "it comes from '" + chain.end() + "', which is not in " + CA_FILE
                        : "the chain that it shows ends at the issuer '" + chain.end() + "', which is not in " + CA_FILE
                                + ": let the SIEM send its intermediate certificates too,"
                                + " or put that issuer's certificate into the file");
    }

    private static Predicate<Throwable> isA(Class<? extends Throwable> type) {
        return type::isInstance;
    }

    private static Predicate<Throwable> says(String... words) {
        return cause -> {
            String message = messageOf(cause).toLowerCase(Locale.ROOT);
            return List.of(words).stream().anyMatch(message::contains);
        };
    }

    /** The JDK has no types for alerts and versions, only texts. */
    private static Predicate<Throwable> sslSays(String... words) {
        return isA(SSLException.class).and(says(words));
    }

    /** Words in which {@code %s} stands for what the exception says. */
    private static Function<Throwable, String> with(String words) {
        return cause -> words.replace("%s", messageOf(cause));
    }
}
