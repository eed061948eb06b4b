package io.bellwire.benchmarks.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AvroSerde;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFormTest {
    private static final long MICROS = 1_795_800_000_123_456L;

    @Test
    void alertIsReadAsOneWithItsNumberInIdAndText() throws Exception {
        RecordForm.Template template = RecordForm.ALERT.templates(0).get(5);

        Alert alert = AvroSerde.alerts().deserialize(template.value().of(1_234_567, MICROS));

        assertThat(alert.getId()).hasSize(36).endsWith("0001234567");
        assertThat(alert.getUrl()).contains(alert.getId());
        assertThat(alert.getMessage()).endsWith(" 0001234567 1795800000123456");
        assertThat(template.key().of(1_234_567, MICROS)).isEqualTo(alert.getId().getBytes(UTF_8));
    }

    @Test
    void messageEndsWithNumberAndTime() {
        byte[] message = RecordForm.MESSAGE.templates(0).get(0).value().of(42, MICROS);

        int tailAt = message.length - NumberedOctets.TAIL_OCTETS;

        assertThat(new String(message, UTF_8)).startsWith("<").endsWith(" 0000000042 1795800000123456");
        assertThat(NumberedOctets.number(message, tailAt)).isEqualTo(42);
        assertThat(NumberedOctets.micros(message, tailAt)).isEqualTo(MICROS);
    }

    @Test
    void jsonHasTheFieldsOfAnAlert() {
        String json = new String(RecordForm.JSON.templates(0).get(0).value().of(7, MICROS), UTF_8);

        assertThat(json)
                .startsWith("{\"id\":\"")
                .contains("\"kind\":\"securityAlert\"", "\"startTime\":\"2026-", "0000000007 1795800000123456\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 860, 2000, 7990})
    void messageIsAboutAsLongAsWanted(int octets) {
        byte[] message = RecordForm.MESSAGE.templates(octets).get(0).value().of(1, MICROS);

        assertThat(message).hasSizeBetween(octets - 40, octets + 40);
        assertThat(new String(message, UTF_8)).endsWith("0000000001 1795800000123456");
    }

    @ParameterizedTest
    @EnumSource
    void placesAreFilledAndTheTemplateStaysAsItWas(RecordForm form) {
        List<RecordForm.Template> templates = form.templates(0);

        byte[] first = templates.get(3).value().of(1, 1);
        byte[] again = templates.get(3).value().of(1, 1);

        assertThat(new String(first, UTF_8)).doesNotContain(NumberedOctets.NUMBER, NumberedOctets.MICROS);
        assertThat(again).isEqualTo(first).isNotEqualTo(templates.get(3).value().of(2, 1));
        assertThat(NumberedOctets.numberAtEnd(templates.get(3).key().of(2, 1))).isEqualTo(2);
    }
}
