package io.bellwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.schemas.Alert;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A body is refused with a reason, or its alerts are formatted later: the promise behind every 202. */
class IntakePropertyTest {
    private static final String[] PIECES = {
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "null",
        "true",
        "0",
        "-1",
        "1e9",
        "99999999999999999999",
        " ",
        "\n",
        "\0",
        "\\n",
        "\\r",
        "\\t",
        "\\u0000",
        "\\u0085",
        "\\u2028",
        "\\ud83d",
        "\\ude00",
        "\\u001b[31m",
        "|",
        "=",
        "\\\\",
        "CEF:0|",
        "é",
        "\u0301",
        "😀",
        "\uFEFF",
        "2026-11-24T08:00:00Z",
        "::1",
        "10.0.0.1",
        "healthIssue",
        "\"id\":\"b\",",
        "\"sensor\":\"s\",",
        "\"url\":\"\\\\\",",
        "\"message\":\"a=b\\nCEF:1\",",
        "\"extension\":{\"cs3\":\"x src=1\"},",
        "\"source\":{\"ip\":\"::1\",\"user\":\"\\ud83d\"},",
        "\"count\":7,",
        "\"name\":\" \\\\\","
    };

    /** @param at where in the text, as a fraction of its length */
    record Change(double at, int deleted, String inserted) {}

    @Property(tries = 500)
    void anyOctets(@ForAll byte[] body) {
        IntakePromise.check(body);
    }

    @Property(tries = 500)
    void anyText(@ForAll("texts") String body) {
        IntakePromise.check(SampleRequests.utf8(body));
    }

    @Property(tries = 2000)
    void alertsThatSomethingWasDoneTo(@ForAll("changedAlerts") byte[] body) {
        IntakePromise.check(body);
    }

    @Property(tries = 1000)
    void whatIsAcceptedFitsThePublishedSchema(@ForAll("changedAlerts") byte[] body) {
        Faults faults = new Faults();
        Alert alert = SampleRequests.decoder().record(body, 0, body.length, Instant.EPOCH, faults);
        if (alert != null) {
            assertThat(AlertSchema.faults(new String(body, StandardCharsets.UTF_8)))
                    .isEmpty();
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(PIECES).list().ofMaxSize(40).map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<byte[]> changedAlerts() {
        Arbitrary<Change> change = Combinators.combine(
                        Arbitraries.doubles().between(0, 1), Arbitraries.of(0, 0, 0, 1, 9), Arbitraries.of(PIECES))
                .as(Change::new);
        return Combinators.combine(
                        Arbitraries.of(
                                SampleRequests.full("a-1"),
                                SampleRequests.minimal("a-2"),
                                SampleRequests.health("h-1"),
                                SampleRequests.array(3)),
                        change.list().ofMaxSize(3))
                .as(IntakePropertyTest::changed);
    }

    private static byte[] changed(String json, List<Change> changes) {
        StringBuilder text = new StringBuilder(json);
        for (Change change : changes) {
            int at = (int) (change.at() * text.length());
            text.replace(at, Math.min(text.length(), at + change.deleted()), change.inserted());
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
