package io.bellwire.sender.messagetest;

import io.bellwire.schemas.Framing;
import io.bellwire.schemas.Transport;
import io.bellwire.sender.transport.ConnectionFailure;
import io.bellwire.sender.transport.ConnectionFailure.Kind;
import io.bellwire.settings.SyslogSettings;

/** What the outcome of a test means, in one sentence, and what to do next. */
final class Verdicts {
    private static final String ANOTHER_PROGRAM =
            "Next: compare the port; another program than a syslog receiver seems to listen there.";

    private final SyslogSettings settings;
    private final String marker;

    Verdicts(SyslogSettings settings, String marker) {
        this.settings = settings;
        this.marker = marker;
    }

    /** @param seconds for how long the connection was watched */
    String stayedOpen(long seconds, boolean readByProgram, byte[] answer) {
        if (answer.length > 0) {
            return "The test message was taken, but something came back, which a syslog receiver does not do: "
                    + AnswerWords.of(answer) + ". " + ANOTHER_PROGRAM;
        }
        return (readByProgram ? "The SIEM has read the test message" : "The SIEM's host has the test message")
                + ", and the connection stayed open for " + seconds + " s. Next: look for " + marker
                + " in the SIEM; if it is not there, look at its parser and its filters, or test with the framing "
                + otherFraming() + ".";
    }

    /** It was spoken to in clear. */
    String speaksTls() {
        return "The SIEM speaks TLS on this port, so it cannot read the test message. Next: choose the transport tls.";
    }

    /** The receiver's kernel did not say that it has the message. */
    String notAcknowledged(long seconds) {
        return "The SIEM's host did not acknowledge the test message within " + seconds
                + " s, so it may be lost. Next: look at firewalls and load balancers between "
                + settings.endpoint() + " and the sensor's host.";
    }

    String sentByUdp() {
        return "The test message was sent, and UDP cannot tell whether it arrived. Next: look for " + marker
                + " in the SIEM; if it is not there, look at the port and at firewalls, or choose tcp or tls, which tell.";
    }

    /** @param millis after the message */
    String ended(ConnectionFailure why, long millis, byte[] answer) {
        if (settings.transport() == Transport.TCP && AnswerWords.isTls(answer)) {
            return speaksTls();
        }
        if (answer.length > 0) {
            return "The SIEM sent back " + AnswerWords.of(answer) + " and ended the connection after " + millis
                    + " ms: so the test message was not taken. " + ANOTHER_PROGRAM;
        }
        return switch (why.kind()) {
            case CLOSED, RESET ->
                "The SIEM " + (why.kind() == Kind.CLOSED ? "closed" : "reset") + " the connection " + millis
                        + " ms after the test message: it may expect " + otherFraming() + " framing, or not let "
                        + "this sensor in. Next: test with the framing " + otherFraming()
                        + ", then look at the SIEM's log, and for " + marker + " in the SIEM.";
            default -> "The test message was not taken: " + why.words() + ". " + next(why.kind());
        };
    }

    /** It came to an end before the message was sent. */
    String notSent(StepName step, ConnectionFailure why) {
        String begin =
                step == StepName.HANDSHAKE ? "TLS did not come about, so nothing was sent: " : "Nothing was sent: ";
        return (begin + why.words() + ". " + next(why.kind())).strip();
    }

    private String next(Kind kind) {
        return switch (kind) {
            case NAME_UNKNOWN -> "Next: compare the host's name, and ask for it on the sensor's host.";
            case UNREACHABLE -> "Next: look at the address, and at routes and network of the sensor's host.";
            case TIMED_OUT ->
                "Next: see that the SIEM runs, and that firewalls let the sensor's host through to this port.";
            case REFUSED -> "Next: compare the port, and see that the SIEM listens there by " + transport() + ".";
            case RESET, CLOSED -> "Next: look at the SIEM's log, and at firewalls and load balancers on the way.";
            case OTHER -> "Next: look at the log of the sensor.";
            case NOT_TRUSTED,
                    EXPIRED,
                    NOT_YET_VALID,
                    WRONG_NAME,
                    WRONG_PIN,
                    NO_TLS,
                    TLS_VERSION,
                    CLIENT_CERTIFICATE,
                    TLS_REFUSED,
                    TLS_FILE -> "Next: do so, and test again.";
        };
    }

    private String otherFraming() {
        return settings.advanced().framing() == Framing.OCTET_COUNTING ? "line-feed" : "octet-counting";
    }

    private String transport() {
        return switch (settings.transport()) {
            case UDP -> "UDP";
            case TCP -> "TCP";
            case TLS -> "TLS";
        };
    }
}
