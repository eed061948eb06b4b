package io.bellwire.cef;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertDestination;
import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.AlertSeverity;
import io.bellwire.schemas.AlertSource;
import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.ExtensionField;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Trigger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Alerts and profiles that tests begin with. */
final class SampleAlerts {
    private SampleAlerts() {}

    /** A security alert with every field. */
    static Alert.Builder complete() {
        return least().setExternalId(2003L)
                .setName("Reconnaissance using account enumeration")
                .setStartTime(Instant.parse("2026-11-24T08:00:00.123999999Z"))
                .setSensor("DC1.contoso.com")
                .setProtocol("Kerberos")
                .setSource(AlertSource.newBuilder()
                        .setHost("CLIENT1")
                        .setFqdn("client1.contoso.com")
                        .setIp("10.0.0.1")
                        .setUser("CONTOSO\\eve")
                        .setPort(49_152)
                        .build())
                .setDestination(AlertDestination.newBuilder()
                        .setHost("DC1")
                        .setIp("10.0.0.2")
                        .setUser("admin")
                        .setPort(88)
                        .build())
                .setOutcome("Failure")
                .setCount(7L)
                .setMessage("Eve guessed names:\na=b | c")
                .setUrl("https://security.example/alerts/aa1?x=1")
                .setExtension(List.of(
                        new ExtensionField("cs3Label", "ticket"),
                        new ExtensionField("cs3", "INC-1"),
                        new ExtensionField("dvc", "fe80::1%eth0")));
    }

    /** A security alert with the required fields only. */
    static Alert.Builder least() {
        return Alert.newBuilder()
                .setId("aa1")
                .setKind(AlertKind.SECURITY_ALERT)
                .setTrigger(Trigger.NEW)
                .setType("AccountEnumerationSecurityAlert")
                .setName("")
                .setSeverity(AlertSeverity.MEDIUM)
                .setStartTime(Instant.parse("2026-11-24T08:00:00Z"))
                .setAcceptedAt(Instant.parse("2026-11-24T08:00:01.042Z"))
                .setVendor("Microsoft")
                .setProduct("Azure ATP")
                .setProductVersion("2.241.1")
                .setExtension(List.of());
    }

    static SyslogMessageEncoder encoder(SyslogFormat format, int maxMessageBytes) {
        return new SyslogMessageEncoder(profile(format, maxMessageBytes, ByteOrderMark.NEVER, "SENSOR1"));
    }

    static MessageProfile profile(SyslogFormat format, int maxMessageBytes, ByteOrderMark mark, String hostname) {
        return profile(format, Dialect.STANDARD, maxMessageBytes, mark, hostname);
    }

    static MessageProfile profile(
            SyslogFormat format, Dialect dialect, int maxMessageBytes, ByteOrderMark mark, String hostname) {
        return new MessageProfile(format, dialect, 4, 14, ZoneOffset.UTC, maxMessageBytes, mark, hostname, 4242);
    }
}
