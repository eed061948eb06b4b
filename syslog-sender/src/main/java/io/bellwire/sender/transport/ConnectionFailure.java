package io.bellwire.sender.transport;

import io.bellwire.settings.SiemEndpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Why there is no connection to the SIEM.
 *
 * @param words for the operator: what happened and, where it is known, what to do about it
 */
public record ConnectionFailure(Kind kind, String words) {
    private static final int CHARACTERS_MAX = 1000;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\u2028\u2029]");

    /** The last step of the way to the SIEM: it answers, and TLS does not come about. */
    private static final int TLS = 5;

    /** What sets failures apart for whoever mends them. */
    public enum Kind {
        NAME_UNKNOWN(0),
        OTHER(0),
        UNREACHABLE(1),
        TIMED_OUT(2),
        REFUSED(3),
        RESET(4),
        CLOSED(4),
        NOT_TRUSTED(TLS),
        EXPIRED(TLS),
        NOT_YET_VALID(TLS),
        WRONG_NAME(TLS),
        WRONG_PIN(TLS),
        NO_TLS(TLS),
        TLS_VERSION(TLS),
        CLIENT_CERTIFICATE(TLS),
        TLS_REFUSED(TLS),
        TLS_FILE(TLS);

        private final int stepsReached;

        Kind(int stepsReached) {
            this.stepsReached = stepsReached;
        }

        /** Whether a person must act: waiting does not make a certificate right. */
        public boolean needsAPerson() {
            return stepsReached == TLS;
        }
    }

    public ConnectionFailure {
        words = oneLine(words);
    }

    /** A stranger's words, perhaps from a certificate: they must not forge a line of the log, nor fill it. */
    public static String oneLine(String words) {
        String clean = CONTROL.matcher(words).replaceAll(" ");
        return clean.length() <= CHARACTERS_MAX ? clean : clean.substring(0, CHARACTERS_MAX) + " ...";
    }

    /**
     * Says what this failure means for somebody who looks after the SIEM. Where several addresses failed, each for its own
     * reason, it is the one that got furthest: a SIEM that refuses tells more than an address family without a route.
     */
    public static ConnectionFailure explain(Throwable failure, SiemEndpoint endpoint) {
        return Stream.concat(Stream.of(failure), Stream.of(failure.getSuppressed()))
                .map(one -> explainOne(causesOf(one), endpoint))
                .max(Comparator.comparingInt(one -> one.kind().stepsReached))
                .orElseThrow();
    }

    private static ConnectionFailure explainOne(List<Throwable> causes, SiemEndpoint endpoint) {
        for (FailureRule rule : FailureRule.ALL) {
            for (Throwable cause : causes) {
                if (rule.fits().test(cause)) {
                    return rule.explain(cause, endpoint);
                }
            }
        }
        String words = FailureRule.messageOf(causes.get(causes.size() - 1));
        return new ConnectionFailure(Kind.OTHER, endpoint + ": " + words);
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
