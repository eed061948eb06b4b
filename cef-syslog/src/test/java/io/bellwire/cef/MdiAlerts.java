package io.bellwire.cef;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertDestination;
import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.AlertSeverity;
import io.bellwire.schemas.AlertSource;
import io.bellwire.schemas.ExtensionField;
import io.bellwire.schemas.Trigger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a line printed by Defender for Identity's sensor says, as an event and as the alert behind it. */
final class MdiAlerts {
    private static final Map<String, AlertSeverity> SEVERITIES =
            Map.of("3", AlertSeverity.LOW, "5", AlertSeverity.MEDIUM, "10", AlertSeverity.HIGH);

    private MdiAlerts() {}

    static Instant time(String printed) {
        return OffsetDateTime.parse(printed).toInstant();
    }

    /** The keys in the line's own order. */
    static CefEvent event(MdiReader line) {
        List<CefField> fields = new ArrayList<>();
        line.extension().forEach((key, value) -> fields.add(field(key, value)));
        List<String> header = line.header();
        return new CefEvent(
                new CefHeader(header.get(0), header.get(1), header.get(2), header.get(3), header.get(4), header.get(5)),
                fields);
    }

    static Alert alert(MdiReader line) {
        Map<String, String> keys = line.extension();
        List<String> header = line.header();
        String start = keys.get("start");
        String count = keys.get("cnt");
        return Alert.newBuilder()
                .setId("aa1")
                .setKind(header.get(3).contains("Monitoring") ? AlertKind.HEALTH_ISSUE : AlertKind.SECURITY_ALERT)
                .setTrigger("update".equals(keys.get("cs2")) ? Trigger.UPDATE : Trigger.NEW)
                .setVendor(header.get(0))
                .setProduct(header.get(1))
                .setProductVersion(header.get(2))
                .setType(header.get(3))
                .setName(header.get(4))
                .setSeverity(SEVERITIES.get(header.get(5)))
                .setExternalId(Long.valueOf(keys.get("externalId")))
                .setStartTime(start == null ? null : time(start))
                .setAcceptedAt(time(line.time()))
                .setSensor(line.host())
                .setProtocol(keys.get("app"))
                .setSource(AlertSource.newBuilder()
                        .setHost(keys.get("shost"))
                        .setFqdn(keys.get("shostfqdn"))
                        .setUser(keys.get("suser"))
                        .build())
                .setDestination(
                        AlertDestination.newBuilder().setHost(keys.get("dhost")).build())
                .setOutcome(keys.get("outcome"))
                .setCount(count == null ? null : Long.valueOf(count))
                .setMessage(keys.get("msg"))
                .setUrl(keys.get("cs1"))
                .setExtension(Stream.of("cs3", "cs3Label")
                        .filter(keys::containsKey)
                        .map(key -> new ExtensionField(key, keys.get(key)))
                        .toList())
                .build();
    }

    private static CefField field(String key, String value) {
        return switch (key) {
            case "start" -> CefField.time(key, time(value));
            case "externalId", "cnt" -> CefField.number(key, Long.parseLong(value));
            default -> CefField.text(key, value);
        };
    }
}
