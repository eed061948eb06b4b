package io.bellwire.cef;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.bellwire.schemas.Alert;
import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.SyslogFormat;
import java.util.Map;

/** Any alert at all, as {@link AlertText} reads it; CONTRIBUTING.md says how to fuzz. */
class EncoderFuzzTest {
    /** Under this limit everything that was accepted has to fit. */
    private static final int OCTETS_PROMISED = 1024;

    @FuzzTest
    @DictionaryFile(resourcePath = "EncoderFuzzTest.dict")
    void alert(byte[] text) {
        AlertText input = AlertText.read(text);
        boolean accepted = AlertCheck.faults(input.alert()).isEmpty();
        for (SyslogFormat format : SyslogFormat.values()) {
            for (Dialect dialect : Dialect.values()) {
                boolean promised = accepted && input.octetsMax() >= OCTETS_PROMISED;
                encode(input.alert(), dialect, format, input.octetsMax(), promised);
                if (accepted && input.octetsMax() != OCTETS_PROMISED) {
                    encode(input.alert(), dialect, format, OCTETS_PROMISED, true);
                }
            }
        }
    }

    private static void encode(Alert alert, Dialect dialect, SyslogFormat format, int octetsMax, boolean promised) {
        MessageProfile profile = SampleAlerts.profile(format, dialect, octetsMax, ByteOrderMark.NEVER, "SENSOR1");
        byte[] message;
        try {
            message = new SyslogMessageEncoder(profile).encode(alert).bytes();
        } catch (UnencodableMessageException e) {
            assertThat(promised).as("refused after it was accepted: " + e).isFalse();
            return;
        }
        Map<String, String> extension = switch (dialect) {
            case STANDARD -> {
                String text = WireRules.check(message, octetsMax);
                yield CefReader.read(text.substring(text.indexOf("CEF:"))).extension();
            }
            case MDI -> WireRules.checkMdi(message, octetsMax);
        };
        assertThat(AlertKeys.of(alert)).containsAll(extension.keySet());
    }
}
