package io.bellwire.sender.messagetest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.schemas.Framing;
import io.bellwire.schemas.Transport;
import io.bellwire.sender.transport.ConnectionFailure;
import io.bellwire.sender.transport.ConnectionFailure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictsTest {
    private static final String MARKER = "bellwire-test-3f9a2c81";
    private static final byte[] NOTHING = {};
    private static final byte[] TLS_ALERT = {0x15, 3, 3, 0, 2, 2, 70};

    @Test
    void whatStayedOpenIsToBeLookedForInTheSiem() {
        assertThat(over(Framing.LINE_FEED).stayedOpen(3, true, NOTHING))
                .isEqualTo("The SIEM has read the test message, and the connection stayed open for 3 s. Next: look for "
                        + MARKER + " in the SIEM; if it is not there, look at its parser and its filters, or test with"
                        + " the framing octet-counting.");
        assertThat(over(Framing.LINE_FEED).stayedOpen(3, false, NOTHING))
                .startsWith("The SIEM's host has the test message, and");
    }

    @Test
    void udpCannotTell() {
        assertThat(over(Framing.LINE_FEED).sentByUdp())
                .isEqualTo("The test message was sent, and UDP cannot tell whether it arrived. Next: look for " + MARKER
                        + " in the SIEM; if it is not there, look at the port and at firewalls, or choose tcp or tls,"
                        + " which tell.");
    }

    @ParameterizedTest
    @CsvSource({"OCTET_COUNTING, line-feed", "LINE_FEED, octet-counting"})
    void whoClosesAtOnceMayExpectTheOtherFraming(Framing framing, String other) {
        String verdict = over(framing).ended(failure(Kind.CLOSED), 40, NOTHING);

        assertThat(verdict)
                .startsWith("The SIEM closed the connection 40 ms after the test message: it may expect " + other
                        + " framing")
                .contains("Next: test with the framing " + other, MARKER);
        assertThat(over(framing).ended(failure(Kind.RESET), 40, NOTHING))
                .startsWith("The SIEM reset the connection 40 ms after");
    }

    @Test
    void whoAnswersIsNoSyslogReceiver() {
        assertThat(over(Framing.LINE_FEED)
                        .ended(failure(Kind.CLOSED), 2, "HTTP/1.1 400 Bad Request".getBytes(US_ASCII)))
                .isEqualTo("The SIEM sent back 'HTTP/1.1 400 Bad Request' and ended the connection after 2 ms: so the"
                        + " test message was not taken. Next: compare the port; another program than a syslog receiver"
                        + " seems to listen there.");
        assertThat(over(Framing.LINE_FEED).stayedOpen(3, true, "220 mail ESMTP\r\n".getBytes(US_ASCII)))
                .contains("something came back", "'220 mail ESMTP'", "Next: compare the port");
    }

    @Test
    void aTlsPortThatIsSpokenToInClearIsKnownByItsAnswer() {
        assertThat(over(Framing.LINE_FEED).ended(failure(Kind.CLOSED), 2, TLS_ALERT))
                .isEqualTo("The SIEM speaks TLS on this port, so it cannot read the test message. Next: choose the"
                        + " transport tls.");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyFailureHasANextStep(Kind kind) {
        for (StepName step : StepName.values()) {
            assertThat(over(Framing.LINE_FEED).notSent(step, failure(kind)))
                    .contains("othing was sent: siem:514: why. Next: ");
        }
        assertThat(over(Framing.LINE_FEED).ended(failure(kind), 40, NOTHING)).contains("Next: ");
    }

    @Test
    void saysWhatFailedOnTheWay() {
        assertThat(over(Framing.LINE_FEED).notSent(StepName.CONNECT, failure(Kind.REFUSED)))
                .isEqualTo("Nothing was sent: siem:514: why. Next: compare the port, and see that the SIEM listens"
                        + " there by TCP.");
        assertThat(over(Framing.LINE_FEED).notSent(StepName.HANDSHAKE, failure(Kind.EXPIRED)))
                .isEqualTo("TLS did not come about, so nothing was sent: siem:514: why. Next: do so, and test again.");
        assertThat(over(Framing.LINE_FEED).notAcknowledged(3)).contains("may be lost. Next: look at firewalls");
    }

    private static Verdicts over(Framing framing) {
        return new Verdicts(SampleSettings.framed(514, Transport.TCP, framing), MARKER);
    }

    private static ConnectionFailure failure(Kind kind) {
        return new ConnectionFailure(kind, "siem:514: why");
    }
}
