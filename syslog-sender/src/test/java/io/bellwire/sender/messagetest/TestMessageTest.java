package io.bellwire.sender.messagetest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Transport;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestMessageTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final String MARKER = "bellwire-test-3f9a2c81";

    @Test
    void hasTheFormOfEveryOtherMessageAndIsClearlyATest() {
        byte[] message = TestMessage.of(SampleSettings.to("siem", 514, Transport.UDP), MARKER, NOW);

        assertThat(new String(message, UTF_8))
                .isEqualTo("<38>1 2026-11-24T08:00:00.000Z DC01 bellwire - BellwireTestMessage -"
                        + " CEF:0|Microsoft|Azure ATP|test|BellwireTestMessage|Bellwire test message|1|"
                        + "rt=1795507200000 start=1795507200000 cs2Label=trigger cs2=new"
                        + " cs6Label=alertId cs6=bellwire-test-3f9a2c81"
                        + " msg=This is a test from sensor DC01, no alert: bellwire-test-3f9a2c81");
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void showsItsMarkerInEveryFormat(Dialect dialect) {
        for (SyslogFormat format : SyslogFormat.values()) {
            byte[] message =
                    TestMessage.of(SampleSettings.to("siem", 514, Transport.UDP, format, dialect), MARKER, NOW);

            assertThat(new String(message, UTF_8)).contains(MARKER, "This is a test from sensor DC01, no alert");
            assertThat(message).hasSizeLessThan(1024).doesNotContain('\n');
        }
    }
}
