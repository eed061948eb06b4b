package io.bellwire.endtoend.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the sender calls proven was read by the receiver's program, whatever its buffer and habits. A few of them in each
 * build; {@code -Dbellwire.rule.long=true} for all, over loopback and over links that delay and lose packets.
 */
@Timeout(3_600)
class ReadingRuleIT {
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(3);
    private static final Duration HUNG = Duration.ofSeconds(5);

    @TempDir
    private Path directory;

    @Test
    void provenIsReadInEachBuild() throws Exception {
        assertHold(RuleCase.few(), SHORT, false);
    }

    @Test
    @EnabledIfSystemProperty(named = "bellwire.rule.long", matches = "true")
    void provenIsReadOverLoopback() throws Exception {
        assertHold(RuleCase.all(), LONG, true);
    }

    /** Prints how far ahead, since that is no fault: what is taken and not proven is sent again after a bad end. */
    @Test
    @EnabledIfSystemProperty(named = "bellwire.rule.long", matches = "true")
    void provenIsReadWhereTakenIsNot() throws Exception {
        assertHold(RuleCase.hung(), HUNG, true);
    }

    private void assertHold(List<RuleCase> cases, Duration perCase, boolean thorough) throws Exception {
        List<RuleTrial.Outcome> outcomes = new ArrayList<>();
        System.out.println("loopback\n" + RuleTrial.HEAD);
        try (RuleTrial trial = new RuleTrial(directory, "127.0.0.1", null, perCase, thorough)) {
            for (RuleCase each : cases) {
                RuleTrial.Outcome outcome = trial.run(each);
                System.out.println(outcome);
                outcomes.add(outcome);
            }
        }
        assertThat(outcomes).allMatch(RuleTrial.Outcome::holds);
    }

    @ParameterizedTest
    @EnabledIfSystemProperty(named = "bellwire.rule.long", matches = "true")
    @CsvSource({"20, 0, 1500", "20, 0.005, 1500", "20, 0.02, 1500", "2, 0.01, 576"})
    void provenIsReadOverLink(int delayMillis, double lost, int packetOctetsMax) throws Exception {
        String missing = LossyLink.missing();
        if (!missing.isEmpty()) {
            System.out.println("ReadingRuleIT: not over a link, because there is " + missing);
        }
        assumeThat(missing).isEmpty();
        System.out.println(delayMillis + " ms each way, " + lost * 100 + " % lost, packets of " + packetOctetsMax + "\n"
                + RuleTrial.HEAD);
        try (LossyLink link = LossyLink.open(delayMillis, lost, packetOctetsMax);
                Program trial = Program.start(Program.java(
                        link.senderNamespace(),
                        RuleTrial.class,
                        directory.toString(),
                        LossyLink.RECEIVER,
                        link.receiverNamespace(),
                        String.valueOf(LONG.toMillis())))) {
            for (String row = trial.next(); row != null; row = trial.next()) {
                System.out.println(row);
            }
            assertThat(trial.awaitEnd()).as("cases with over-claims").isZero();
        }
    }
}
