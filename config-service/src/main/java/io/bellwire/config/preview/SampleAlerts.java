package io.bellwire.config.preview;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertDestination;
import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.AlertSeverity;
import io.bellwire.schemas.AlertSource;
import io.bellwire.schemas.ExtensionField;
import io.bellwire.schemas.Trigger;
import io.bellwire.settings.NotificationKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Alerts as Defender for Identity reports them. None names a sensor, so that their HOSTNAME is the designated one. */
final class SampleAlerts {
    /** The name of the sample that is too long. */
    static final String OVERLONG = "overlong-alert";

    private static final Duration ACTIVITY_AGE = Duration.ofSeconds(42);
    private static final int EVIDENCE_KEYS = 16;
    /** What the CEF dictionary allows. */
    private static final int MSG_OCTETS_MAX = 1023;

    private static final String ENUMERATION =
            "An actor on CLIENT1 performed suspicious account enumeration, exposing 3 account names of contoso.com.";
    private static final String EVIDENCE =
            "CLIENT1 asked DC01 for the account names of contoso.com by Kerberos AS_REQ. ";

    private SampleAlerts() {}

    /**
     * Each sample under its name, in the order in which they are shown.
     *
     * @param acceptedAt when alert-ingest would have taken them
     * @param maxMessageBytes that the last sample breaks
     */
    static Map<String, Alert> all(Instant acceptedAt, int maxMessageBytes) {
        Map<String, Alert> samples = new LinkedHashMap<>();
        samples.put(
                NotificationKind.NEW_SECURITY_ALERT.label(),
                enumeration(acceptedAt).build());
        samples.put(
                NotificationKind.UPDATED_SECURITY_ALERT.label(),
                enumeration(acceptedAt)
                        .setTrigger(Trigger.UPDATE)
                        .setSeverity(AlertSeverity.HIGH)
                        .setCount(57L)
                        .build());
        samples.put(NotificationKind.NEW_HEALTH_ISSUE.label(), healthIssue(acceptedAt));
        samples.put(OVERLONG, overlong(acceptedAt, maxMessageBytes));
        return samples;
    }

    private static Alert.Builder enumeration(Instant acceptedAt) {
        return Alert.newBuilder()
                .setId("8d1f0c52-5e0b-4b6a-9d6f-2f3b7f5a9c10")
                .setKind(AlertKind.SECURITY_ALERT)
                .setTrigger(Trigger.NEW)
                .setType("AccountEnumerationSecurityAlert")
                .setExternalId(2003L)
                .setName("Reconnaissance using account enumeration")
                .setSeverity(AlertSeverity.MEDIUM)
                .setStartTime(acceptedAt.minus(ACTIVITY_AGE))
                .setAcceptedAt(acceptedAt)
                .setVendor("Microsoft")
                .setProduct("Azure ATP")
                .setProductVersion("2.241.18721")
                .setProtocol("Kerberos")
                .setSource(AlertSource.newBuilder()
                        .setHost("CLIENT1")
                        .setFqdn("client1.contoso.com")
                        .setIp("192.0.2.17")
                        .setUser("CONTOSO\\lmaldonado")
                        .build())
                .setDestination(AlertDestination.newBuilder()
                        .setHost("DC01")
                        .setIp("192.0.2.10")
                        .setPort(88)
                        .build())
                .setOutcome("Success")
                .setCount(3L)
                .setUrl("https://security.microsoft.com/alerts/aa8d1f0c52-5e0b-4b6a-9d6f-2f3b7f5a9c10?tid=contoso")
                .setMessage(ENUMERATION)
                .setExtension(List.of());
    }

    private static Alert healthIssue(Instant acceptedAt) {
        return Alert.newBuilder()
                .setId("c3a9e7d4-1b62-4f0e-8a35-6e2d9b7c4f81")
                .setKind(AlertKind.HEALTH_ISSUE)
                .setTrigger(Trigger.NEW)
                .setType("SensorDisconnectedMonitoringAlert")
                .setExternalId(1011L)
                .setName("Sensor stopped communicating")
                .setSeverity(AlertSeverity.MEDIUM)
                .setAcceptedAt(acceptedAt)
                .setVendor("Microsoft")
                .setProduct("Azure ATP")
                .setProductVersion("2.241.18721")
                .setUrl("https://security.microsoft.com/identities/health-issues")
                .setMessage("There has been no communication from the sensor DC02 for 5 minutes.")
                .setExtension(List.of())
                .build();
    }

    /** With a long text, which gives way first, and keys of its own that fill the limit. */
    private static Alert overlong(Instant acceptedAt, int maxMessageBytes) {
        List<ExtensionField> evidence = new ArrayList<>();
        for (int i = 1; i <= EVIDENCE_KEYS; i++) {
            evidence.add(new ExtensionField("evidence" + i, filled(EVIDENCE, maxMessageBytes / EVIDENCE_KEYS + 1)));
        }
        return enumeration(acceptedAt)
                .setMessage(filled(ENUMERATION + " ", MSG_OCTETS_MAX))
                .setExtension(evidence)
                .build();
    }

    private static String filled(String text, int octets) {
        return text.repeat(octets / text.length() + 1).substring(0, octets);
    }
}
