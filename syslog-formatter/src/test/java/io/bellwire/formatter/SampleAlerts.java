package io.bellwire.formatter;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.AlertSeverity;
import io.bellwire.schemas.Trigger;
import java.time.Instant;

final class SampleAlerts {
    static final Instant ACCEPTED_AT = Instant.parse("2026-11-24T08:00:01Z");

    private SampleAlerts() {}

    static Alert.Builder security(String id) {
        return Alert.newBuilder()
                .setId(id)
                .setKind(AlertKind.SECURITY_ALERT)
                .setTrigger(Trigger.NEW)
                .setType("AccountEnumerationSecurityAlert")
                .setName("Account enumeration reconnaissance")
                .setSeverity(AlertSeverity.MEDIUM)
                .setStartTime(Instant.parse("2026-11-24T08:00:00Z"))
                .setAcceptedAt(ACCEPTED_AT)
                .setVendor("Microsoft")
                .setProduct("Azure ATP")
                .setProductVersion("1.0");
    }
}
