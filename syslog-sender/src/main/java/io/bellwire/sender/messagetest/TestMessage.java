package io.bellwire.sender.messagetest;

import io.bellwire.cef.SyslogMessageEncoder;
import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.AlertSeverity;
import io.bellwire.schemas.Trigger;
import io.bellwire.settings.SyslogSettings;
import java.time.Instant;
import java.util.List;

/** The message of a test: in the form of every other, so that it takes the same way through the SIEM, but clearly a test. */
final class TestMessage {
    static final String TYPE = "BellwireTestMessage";
    static final String NAME = "Bellwire test message";

    private TestMessage() {}

    /**
     * Its octets, unframed.
     *
     * @param marker stands in it as the alert's id and in its text, for people to look for
     */
    static byte[] of(SyslogSettings settings, String marker, Instant now) {
        return new SyslogMessageEncoder(
                        settings.messageProfile(ProcessHandle.current().pid()))
                .encode(alert(settings, marker, now))
                .bytes();
    }

    private static Alert alert(SyslogSettings settings, String marker, Instant now) {
        return Alert.newBuilder()
                .setId(marker)
                .setKind(AlertKind.SECURITY_ALERT)
                .setTrigger(Trigger.NEW)
                .setType(TYPE)
                .setName(NAME)
                .setSeverity(AlertSeverity.INFORMATIONAL)
                .setStartTime(now)
                .setAcceptedAt(now)
                .setVendor("Microsoft")
                .setProduct("Azure ATP")
                .setProductVersion("test")
                .setMessage("This is a test from sensor " + settings.sensor() + ", no alert: " + marker)
                .setExtension(List.of())
                .build();
    }
}
