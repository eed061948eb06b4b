package io.bellwire.cef;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Trigger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Likeness to Defender for Identity's lines is no licence: no text breaks a line or forges a key or an event. */
class MdiPropertyTest {
    private static final String LONGEST_HOST = "h".repeat(255);

    @Property(tries = 1000)
    void acceptedAlertFitsIn1024OctetsWithItsIdentity(
            @ForAll("alertsAtTheLimits") Alert alert, @ForAll ByteOrderMark mark) {
        EncodedMessage message = encoder(SyslogFormat.RFC5424, 1024, mark).encode(alert);

        MdiReader read = MdiReader.read(WireRules.text(message.bytes(), 1024));
        assertThat(read.header()).doesNotContain("");
        assertThat(read.extension())
                .containsEntry("cs2", alert.getTrigger() == Trigger.NEW ? "new" : "update")
                .containsEntry("externalId", alert.getExternalId().toString());
    }

    @Property(tries = 500)
    void thereIsNoKeyThatTheAlertDoesNotHave(@ForAll("alertsAtTheLimits") Alert alert) {
        EncodedMessage message =
                encoder(SyslogFormat.RFC5424, 65_507, ByteOrderMark.NEVER).encode(alert);

        MdiReader read = MdiReader.read(WireRules.text(message.bytes(), 65_507));
        assertThat(keysOf(alert)).containsAll(read.extension().keySet());
        assertThat(message.warnings()).allMatch(warning -> warning.kind() == Warning.Kind.NO_LABEL);
        assertThat(read.header()).doesNotContain("");
        assertThat(read.extension())
                .allSatisfy((key, value) -> assertThat(value).isNotBlank());
    }

    @Property(tries = 1000)
    void everyAlertIsEncodedAsOneEventOrRefusedWithACode(
            @ForAll("anyAlerts") Alert alert,
            @ForAll SyslogFormat format,
            @ForAll @IntRange(min = 480, max = 9000) int octetsMax) {
        boolean accepted = AlertCheck.faults(alert).isEmpty();
        try {
            byte[] message = encoder(format, octetsMax, ByteOrderMark.NEVER)
                    .encode(alert)
                    .bytes();
            WireRules.checkMdi(message, octetsMax);
        } catch (UnencodableMessageException e) {
            assertThat(accepted && octetsMax >= 1024).as(e.getMessage()).isFalse();
        }
    }

    @Provide
    Arbitrary<Alert> alertsAtTheLimits() {
        return new AlertPropertyTest().alertsAtTheLimits();
    }

    @Provide
    Arbitrary<Alert> anyAlerts() {
        return new AlertPropertyTest().anyAlerts();
    }

    private static Set<String> keysOf(Alert alert) {
        Set<String> keys = new HashSet<>(List.of("c6a1", "c6a1Label"));
        for (CefField field : AlertMapping.event(alert, Dialect.MDI).fields()) {
            keys.add(field.key().name());
        }
        return keys;
    }

    private static SyslogMessageEncoder encoder(SyslogFormat format, int octetsMax, ByteOrderMark mark) {
        return new SyslogMessageEncoder(SampleAlerts.profile(format, Dialect.MDI, octetsMax, mark, LONGEST_HOST));
    }
}
