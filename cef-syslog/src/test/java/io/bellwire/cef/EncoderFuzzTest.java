package io.bellwire.cef;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.bellwire.schemas.Alert;
import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.SyslogFormat;

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
            encode(input.alert(), format, input.octetsMax(), accepted && input.octetsMax() >= OCTETS_PROMISED);
            if (accepted && input.octetsMax() != OCTETS_PROMISED) {
                encode(input.alert(), format, OCTETS_PROMISED, true);
            }
        }
    }

    private static void encode(Alert alert, SyslogFormat format, int octetsMax, boolean promised) {
        byte[] message;
        try {
            message = new SyslogMessageEncoder(SampleAlerts.profile(format, octetsMax, ByteOrderMark.NEVER, "SENSOR1"))
                    .encode(alert)
                    .bytes();
        } catch (UnencodableMessageException e) {
            assertThat(promised).as("refused after it was accepted: " + e).isFalse();
            return;
        }
        String read = WireRules.check(message, octetsMax);
        CefReader cef = CefReader.read(read.substring(read.indexOf("CEF:")));
        assertThat(AlertKeys.of(alert)).containsAll(cef.extension().keySet());
    }
}
