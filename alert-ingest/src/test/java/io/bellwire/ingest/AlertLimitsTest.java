package io.bellwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field at the edge of what it may hold, and one beyond. */
class AlertLimitsTest {
    private final AlertDecoder decoder = SampleRequests.decoder();

    @ParameterizedTest
    @CsvSource({"type,128", "name,512", "vendor,63", "product,63", "productVersion,31", "url,4000"})
    void textMayHaveSoManyOctetsAsCefWritesThem(String field, int octetsMax) {
        assertGood(field, "x".repeat(octetsMax));
        assertGood(field, "x" + "é".repeat((octetsMax - 1) / 2));

        assertRefused(field, "x".repeat(octetsMax + 1));
        assertRefused(field, "=".repeat(octetsMax / 2 + 1));
        assertRefused(field, "\\\\".repeat(octetsMax / 2 + 1));
        assertRefused(field, "|".repeat(octetsMax / 2 + 1));
    }

    @ParameterizedTest
    @CsvSource({
        "protocol,31",
        "outcome,63",
        "message,1023",
        "source.host,1023",
        "source.fqdn,1023",
        "source.user,1023",
        "destination.host,1023",
        "destination.user,1023",
        "extension.reason,1023",
        "extension.cat,1023"
    })
    void limitOfTheCefDictionaryCountsTheTextWithoutEscapes(String field, int octetsMax) {
        assertGood(field, "=".repeat(octetsMax));

        assertRefused(field, "x".repeat(octetsMax + 1));
        assertRefused(field, "x" + "é".repeat((octetsMax + 1) / 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"count\":0}",
                "{\"count\":9223372036854775807}",
                "{\"externalId\":-9223372036854775808}",
                "{\"externalId\":9223372036854775807}",
                "{\"source\":{\"port\":0}}",
                "{\"source\":{\"port\":65535}}",
                "{\"destination\":{\"port\":0}}",
                "{\"destination\":{\"port\":65535}}",
                "{\"extension\":{\"deviceDirection\":\"1\"}}"
            })
    void numberMayStandAtItsEdge(String change) {
        assertThat(faults(SampleRequests.changed(change)).listed()).isEmpty();
    }

    @Test
    void idMayHave128Characters() {
        assertThat(faults(SampleRequests.minimal("x")).listed()).isEmpty();
        assertThat(faults(SampleRequests.minimal("x".repeat(128))).listed()).isEmpty();

        assertThat(faults(SampleRequests.minimal("x".repeat(129))).listed())
                .extracting(Fault::field)
                .containsExactly("id");
    }

    @Test
    void sensorMayHave128Octets() {
        String label = "x".repeat(42);
        assertGood("sensor", label + "." + label + "." + label);

        assertRefused("sensor", label + "." + label + "." + label + "x");
    }

    private void assertGood(String field, String value) {
        assertThat(faults(alert(field, value)).listed()).isEmpty();
    }

    private void assertRefused(String field, String value) {
        assertThat(faults(alert(field, value)).listed())
                .extracting(Fault::field)
                .containsExactly(field);
    }

    private Faults faults(String json) {
        Faults faults = new Faults();
        List<?> alerts = decoder.document(SampleRequests.utf8(json), Instant.EPOCH, faults);
        assertThat(alerts).hasSize(faults.isEmpty() ? 1 : 0);
        return faults;
    }

    private static String alert(String field, String value) {
        int dot = field.indexOf('.');
        String change = "{\"" + field.substring(dot + 1) + "\":\"" + value + "\"}";
        return SampleRequests.changed(dot < 0 ? change : "{\"" + field.substring(0, dot) + "\":" + change + "}");
    }
}
