package io.bellwire.config.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.config.lookup.Finding.Accepted;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
    @Test
    void partIsToldWithTheTimeFromWhichTheOthersAreFound() {
        Findings part = at(30, 20, 10).first(2);

        assertThat(part).isEqualTo(new Findings(at(30, 20).newestFirst(), false, 11L));
        assertThat(at(30, 20, 10).first(3)).isEqualTo(at(30, 20, 10));
    }

    @Test
    void whatWasWrittenInOneMillisecondIsNotParted() {
        Findings found = at(30, 20, 20, 10);

        assertThat(found.mayEndAfter(0)).isFalse();
        assertThat(found.mayEndAfter(1)).isTrue();
        assertThat(found.mayEndAfter(2)).isFalse();
        assertThat(found.mayEndAfter(3)).isTrue();
        assertThat(found.atMost(2)).isEqualTo(new Findings(at(30).newestFirst(), false, 21L));
    }

    @Test
    void moreOfOneMillisecondThanAnAnswerTellsAreLeftOut() {
        assertThat(at(20, 20, 20, 10).atMost(2))
                .isEqualTo(new Findings(at(20, 20).newestFirst(), false, 20L));
    }

    private static Findings at(long... newestFirst) {
        List<Finding> findings = new ArrayList<>();
        for (long millis : newestFirst) {
            findings.add(new Accepted(0, 0, millis, null));
        }
        return new Findings(findings, true, 1L);
    }
}
