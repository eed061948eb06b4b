package io.bellwire.config.preview;

import static io.bellwire.config.preview.PreviewSettings.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.bellwire.config.preview.MessagePart.Place;
import io.bellwire.settings.SyslogSettings;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
    @Test
    void namesEachPartOfRfc5424() {
        assertThat(MessageReader.parts(
                        "<36>1 2026-11-24T08:00:03.120Z dc01 bellwire - Type - \uFEFFCEF:0|Micro\\|soft|Azure ATP|2.1|Type|A\\\\|5|"
                                + "rt=1795507203120 shost=C 1 cs2Label=trigger cs2=a\\=b own=x"))
                .extracting(MessagePart::place, MessagePart::name, MessagePart::text, MessagePart::meaning)
                .containsExactly(
                        tuple(Place.SYSLOG_HEADER, "PRI", "36", "facility 4 auth, severity 4 warning"),
                        tuple(Place.SYSLOG_HEADER, "VERSION", "1", "version of the syslog protocol"),
                        tuple(
                                Place.SYSLOG_HEADER,
                                "TIMESTAMP",
                                "2026-11-24T08:00:03.120Z",
                                "when the alert was accepted"),
                        tuple(Place.SYSLOG_HEADER, "HOSTNAME", "dc01", "host that reports the alert"),
                        tuple(Place.SYSLOG_HEADER, "APP-NAME", "bellwire", "program"),
                        tuple(Place.SYSLOG_HEADER, "PROCID", "-", "process number, - for none"),
                        tuple(Place.SYSLOG_HEADER, "MSGID", "Type", "alert type, its first 32 characters"),
                        tuple(Place.SYSLOG_HEADER, "STRUCTURED-DATA", "-", "- for none"),
                        tuple(Place.SYSLOG_HEADER, "BOM", "\uFEFF", "byte order mark, EF BB BF"),
                        tuple(Place.CEF_HEADER, "CEF Version", "0", ""),
                        tuple(Place.CEF_HEADER, "Device Vendor", "Micro\\|soft", ""),
                        tuple(Place.CEF_HEADER, "Device Product", "Azure ATP", ""),
                        tuple(Place.CEF_HEADER, "Device Version", "2.1", ""),
                        tuple(Place.CEF_HEADER, "Device Event Class ID", "Type", "alert type"),
                        tuple(Place.CEF_HEADER, "Name", "A\\\\", "readable title"),
                        tuple(Place.CEF_HEADER, "Severity", "5", "0 to 10, 10 is the worst"),
                        tuple(
                                Place.CEF_EXTENSION,
                                "rt",
                                "1795507203120",
                                "deviceReceiptTime, 2026-11-24T08:00:03.120Z"),
                        tuple(Place.CEF_EXTENSION, "shost", "C 1", "sourceHostName"),
                        tuple(Place.CEF_EXTENSION, "cs2Label", "trigger", "deviceCustomString2Label"),
                        tuple(Place.CEF_EXTENSION, "cs2", "a\\=b", "deviceCustomString2, here trigger"),
                        tuple(Place.CEF_EXTENSION, "own", "x", "not in the CEF dictionary"));
    }

    @Test
    void namesEachPartOfRfc3164AndOfDialectMdi() {
        assertThat(MessageReader.parts("<191>Nov  4 08:00:03 dc01 CEF:0|m|p|1|T|n|10|"))
                .extracting(MessagePart::name)
                .containsExactly(
                        "PRI",
                        "TIMESTAMP",
                        "HOSTNAME",
                        "CEF Version",
                        "Device Vendor",
                        "Device Product",
                        "Device Version",
                        "Device Event Class ID",
                        "Name",
                        "Severity");
        assertThat(MessageReader.parts("<36>1 2026-11-24T08:00:03.120000+00:00 dc01 CEF 4242 T 0|m|p|1|T|n|10|start=x"))
                .extracting(MessagePart::name, MessagePart::text)
                .contains(tuple("APP-NAME", "CEF"), tuple("PROCID", "4242"), tuple("start", "x"));
    }

    @ParameterizedTest
    @MethodSource("io.bellwire.config.preview.PreviewSettings#all")
    void partsStandInTheMessageInTheirOrderWithNothingButDelimitersBetween(SyslogSettings settings) {
        for (MessagePreview preview : new MessagePreviews(Clock.fixed(NOW, ZoneOffset.UTC), 1).of(settings)) {
            StringBuilder between = new StringBuilder();
            int at = 0;
            for (MessagePart part : preview.parts()) {
                between.append(preview.message().substring(at, part.start()));
                at = part.start() + part.text().length();
                assertThat(preview.message().substring(part.start(), at)).isEqualTo(part.text());
            }
            assertThat(at).isEqualTo(preview.message().length());
            List<String> keys = preview.parts().stream()
                    .filter(part -> part.place() == Place.CEF_EXTENSION)
                    .map(part -> part.name() + "=")
                    .toList();
            assertThat(between.toString()).endsWith(String.join(" ", keys));
            assertThat(between.substring(
                            0, between.length() - String.join(" ", keys).length()))
                    .matches("<> *(CEF:)?\\|{7}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "CEF:0|m|p|1|T|n|5|",
                "<36>1 t h a - m - CEF:1|m|p|1|T|n|5|",
                "<36>1 t h a - m - CEF:0|m|p|1|T|n\\|5|",
                "<36>1 t h a - m - CEF:0|m|p|1|T|n|5|no key",
                "<36>1 t h a - m - CEF:0|m|p|1|T|n|5|a=1 a=2"
            })
    void refusesWhatIsNoMessageOfOurs(String message) {
        assertThatThrownBy(() -> MessageReader.parts(message)).isInstanceOf(IllegalArgumentException.class);
    }
}
