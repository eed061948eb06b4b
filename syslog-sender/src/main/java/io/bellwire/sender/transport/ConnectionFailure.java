package io.bellwire.sender.transport;

import io.bellwire.settings.SiemEndpoint;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no connection to the SIEM.
 *
 * @param words for the operator: what happened and, where it is known, what to do about it
 */
public record ConnectionFailure(Kind kind, String words) {

    /** What sets failures apart for whoever mends them. */
    public enum Kind {
        REFUSED,
        TIMED_OUT,
        UNREACHABLE,
        NAME_UNKNOWN,
        NOT_TRUSTED,
        EXPIRED,
        NOT_YET_VALID,
        WRONG_NAME,
        WRONG_PIN,
        NO_TLS,
        TLS_VERSION,
        CLIENT_CERTIFICATE,
        TLS_REFUSED,
        TLS_FILE,
        RESET,
        CLOSED,
        OTHER;

        /** Whether a person must act: waiting does not make a certificate right. */
        public boolean needsAPerson() {
            return switch (this) {
                case NOT_TRUSTED,
                        EXPIRED,
                        NOT_YET_VALID,
                        WRONG_NAME,
                        WRONG_PIN,
                        NO_TLS,
                        TLS_VERSION,
                        CLIENT_CERTIFICATE,
                        TLS_REFUSED,
                        TLS_FILE -> true;
                case REFUSED, TIMED_OUT, UNREACHABLE, NAME_UNKNOWN, RESET, CLOSED, OTHER -> false;
            };
        }

        /** How far on the way to the SIEM it happened, in steps. */
        private int reached() {
            return switch (this) {
                case NAME_UNKNOWN, OTHER -> 0;
                case UNREACHABLE -> 1;
                case TIMED_OUT -> 2;
                case REFUSED -> 3;
                case RESET, CLOSED -> 4;
                case NOT_TRUSTED,
                        EXPIRED,
                        NOT_YET_VALID,
                        WRONG_NAME,
                        WRONG_PIN,
                        NO_TLS,
                        TLS_VERSION,
                        CLIENT_CERTIFICATE,
                        TLS_REFUSED,
                        TLS_FILE -> 5;
            };
        }
    }

    /**
     * Says what this failure means for somebody who looks after the SIEM. Where several addresses failed, each for its own
     * reason, it is the one that got furthest: a SIEM that refuses tells more than an address family without a route.
     */
    public static ConnectionFailure explain(Throwable failure, SiemEndpoint endpoint) {
        return Stream.concat(Stream.of(failure), Stream.of(failure.getSuppressed()))
                .map(one -> explainOne(one, endpoint))
                .max(Comparator.comparingInt(one -> one.kind().reached()))
                .orElseThrow();
    }

    private static ConnectionFailure explainOne(Throwable failure, SiemEndpoint endpoint) {
        List<Throwable> causes = causesOf(failure);
        ConnectionFailure found = explainTls(causes, endpoint);
        return found == null ? explainConnection(causes, endpoint) : found;
    }

    private static @Nullable ConnectionFailure explainTls(List<Throwable> causes, SiemEndpoint endpoint) {
        for (Throwable cause : causes) {
            if (cause instanceof UnusableTlsFileException) {
                return new ConnectionFailure(Kind.TLS_FILE, messageOf(cause));
            }
            if (cause instanceof PinMismatchException) {
                return new ConnectionFailure(Kind.WRONG_PIN, endpoint + ": " + messageOf(cause));
            }
            if (cause instanceof CertificateExpiredException) {
                return of(Kind.EXPIRED, endpoint, "its certificate has expired (" + messageOf(cause) + ")");
            }
            if (cause instanceof CertificateNotYetValidException) {
                return of(Kind.NOT_YET_VALID, endpoint, "its certificate is not yet valid (" + messageOf(cause) + ")");
            }
            if (isWrongName(cause)) {
                return of(
                        Kind.WRONG_NAME,
                        endpoint,
                        "its certificate is not made out to " + endpoint.host() + " (" + messageOf(cause) + ")");
            }
        }
        if (any(causes, cause -> cause instanceof CertPathBuilderException || cause instanceof CertificateException)) {
            return of(
                    Kind.NOT_TRUSTED,
                    endpoint,
                    "its certificate is not trusted: nobody in bellwire.siem-ca-file"
                            + " (without one, in the JDK's trust store) vouches for it");
        }
        return explainHandshake(causes, endpoint);
    }

    private static @Nullable ConnectionFailure explainHandshake(List<Throwable> causes, SiemEndpoint endpoint) {
        if (any(causes, NotSslRecordException.class::isInstance)) {
            return of(Kind.NO_TLS, endpoint, "it speaks no TLS on this port");
        }
        if (any(causes, SslHandshakeTimeoutException.class::isInstance)) {
            return of(
                    Kind.NO_TLS,
                    endpoint,
                    "it did not answer the TLS handshake: perhaps it speaks no TLS on this port");
        }
        for (Throwable cause : causes) {
            if (cause instanceof SSLException) {
                ConnectionFailure found = explainSsl(messageOf(cause), endpoint);
                if (found != null) {
                    return found;
                }
            }
        }
        if (causes.get(0) instanceof TlsHandshakeException) {
            return of(
                    Kind.NO_TLS,
                    endpoint,
                    "it broke off the TLS handshake: perhaps it speaks no TLS on this port, or no version that we do");
        }
        return null;
    }

    /** The JDK has no types for alerts and versions, only texts. */
    private static @Nullable ConnectionFailure explainSsl(String message, SiemEndpoint endpoint) {
        if (message.contains("protocol_version") || message.contains("protocol version")) {
            return of(Kind.TLS_VERSION, endpoint, "it speaks neither TLS 1.2 nor TLS 1.3 (" + message + ")");
        }
        if (!message.contains("fatal alert")) {
            return null;
        }
        if (message.contains("certificate") || message.contains("unknown_ca")) {
            return of(
                    Kind.CLIENT_CERTIFICATE,
                    endpoint,
                    "it demands a client certificate, or does not accept ours (" + message
                            + "): see bellwire.siem-certificate-file and bellwire.siem-private-key-file");
        }
        return of(
                Kind.TLS_REFUSED,
                endpoint,
                "it ended TLS with an alert (" + message
                        + "): perhaps it asks for a client certificate, or shares no cipher with us");
    }

    private static ConnectionFailure explainConnection(List<Throwable> causes, SiemEndpoint endpoint) {
        if (any(causes, UnknownHostException.class::isInstance)) {
            return new ConnectionFailure(Kind.NAME_UNKNOWN, "the name " + endpoint.host() + " is unknown to DNS");
        }
        if (any(causes, cause -> cause instanceof ConnectTimeoutException || cause instanceof SocketTimeoutException)
                || says(causes, "timed out")) {
            return of(Kind.TIMED_OUT, endpoint, "no answer: perhaps a firewall drops what we send");
        }
        if (any(causes, NoRouteToHostException.class::isInstance) || says(causes, "unreachable", "no route")) {
            return any(causes, PortUnreachableException.class::isInstance)
                    ? of(Kind.REFUSED, endpoint, "nothing listens on this UDP port")
                    : of(Kind.UNREACHABLE, endpoint, "no way leads there from here");
        }
        if (any(causes, PortUnreachableException.class::isInstance)) {
            return of(Kind.REFUSED, endpoint, "nothing listens on this UDP port");
        }
        if (any(causes, ConnectException.class::isInstance) || says(causes, "connection refused")) {
            return of(Kind.REFUSED, endpoint, "connection refused: nothing listens on this port");
        }
        if (any(causes, SiemClosedException.class::isInstance)) {
            return of(Kind.CLOSED, endpoint, "the SIEM closed the connection");
        }
        if (says(causes, "reset", "broken pipe")) {
            return of(Kind.RESET, endpoint, "the connection was reset by the SIEM or by something on the way");
        }
        return of(Kind.OTHER, endpoint, messageOf(causes.get(causes.size() - 1)));
    }

    private static ConnectionFailure of(Kind kind, SiemEndpoint endpoint, String words) {
        return new ConnectionFailure(kind, endpoint + ": " + words);
    }

    /** The JDK throws a plain {@link CertificateException} with one of these texts. */
    private static boolean isWrongName(Throwable cause) {
        String message = messageOf(cause);
        return cause instanceof CertificateException
                && (message.startsWith("No subject alternative") || message.startsWith("No name matching"));
    }

    private static boolean any(List<Throwable> causes, Predicate<Throwable> is) {
        return causes.stream().anyMatch(is);
    }

    private static boolean says(List<Throwable> causes, String... words) {
        for (String word : words) {
            if (any(causes, cause -> messageOf(cause).toLowerCase(Locale.ROOT).contains(word))) {
                return true;
            }
        }
        return false;
    }

    private static String messageOf(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    /** The failure and what led to it, each once; other addresses of the endpoint, which are suppressed, come by themselves. */
    private static List<Throwable> causesOf(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
