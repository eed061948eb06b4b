package io.bellwire.cef;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.schemas.SyslogFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The key's type decides, whatever the type of the value is. */
class CefFieldTest {
    static Stream<Arguments> fields() {
        return Stream.of(
                Arguments.of(CefField.number("spt", 80), "spt=80", List.of()),
                Arguments.of(CefField.number("src", 5), "", List.of("invalid-address:src")),
                Arguments.of(CefField.number("smac", 5), "", List.of("invalid-mac:smac")),
                Arguments.of(CefField.number("reason", 5), "reason=5", List.of()),
                Arguments.of(CefField.number("cfp1", 5), "cfp1=5", List.of("no-label:cfp1")),
                Arguments.of(CefField.decimal("spt", 80), "spt=80", List.of()),
                Arguments.of(CefField.decimal("cfp1", 1e300), "cfp1=1" + "0".repeat(300), List.of("no-label:cfp1")),
                Arguments.of(CefField.decimal("spt", 80.5), "", List.of("not-a-number:spt")),
                Arguments.of(CefField.decimal("src", 1.5), "", List.of("invalid-address:src")),
                Arguments.of(CefField.decimal("rt", 1.5), "", List.of("invalid-time:rt")),
                Arguments.of(CefField.decimal("reason", 1.5), "reason=1.5", List.of()),
                Arguments.of(CefField.decimal("reason", Double.NaN), "", List.of("not-a-number:reason")),
                Arguments.of(CefField.time("end", Instant.ofEpochMilli(-1)), "end=-1", List.of()),
                Arguments.of(CefField.time("spt", Instant.ofEpochMilli(-1)), "", List.of("port-range:spt")));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void valueIsWrittenOrLeftOutWithAWarning(CefField field, String pair, List<String> warnings) {
        CefEvent event = new CefEvent(new CefHeader("A", "B", "1", "T", "N", "5"), List.of(field));

        EncodedMessage message =
                SampleAlerts.encoder(SyslogFormat.RFC5424, 8000).encode(event);

        assertThat(new String(message.bytes(), StandardCharsets.UTF_8)).isEqualTo("CEF:0|A|B|1|T|N|5|" + pair);
        assertThat(message.warnings()).map(Warning::toString).isEqualTo(warnings);
    }
}
