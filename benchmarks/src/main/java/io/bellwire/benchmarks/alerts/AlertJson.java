package io.bellwire.benchmarks.alerts;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.AlertSource;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The usual alerts as a producer posts them. */
final class AlertJson {
    private static final JsonMapper JSON = new JsonMapper();

    private AlertJson() {}

    static byte[] of(Alert alert) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", alert.getId());
        json.put("kind", alert.getKind() == AlertKind.SECURITY_ALERT ? "securityAlert" : "healthIssue");
        json.put("trigger", lowerCase(alert.getTrigger()));
        json.put("type", alert.getType());
        json.put("name", alert.getName());
        json.put("severity", lowerCase(alert.getSeverity()));
        json.put("startTime", String.valueOf(alert.getStartTime()));
        json.put("sensor", alert.getSensor());
        json.put("vendor", alert.getVendor());
        json.put("product", alert.getProduct());
        json.put("productVersion", alert.getProductVersion());
        json.put("message", alert.getMessage());
        if (alert.getSource() != null) {
            addDetails(json, alert, alert.getSource());
        }
        if (!alert.getExtension().isEmpty()) {
            ObjectNode extension = json.putObject("extension");
            alert.getExtension().forEach(field -> extension.put(field.getKey(), field.getValue()));
        }
        return JSON.writeValueAsBytes(json);
    }

    /** What a bare alert has nothing of. */
    private static void addDetails(ObjectNode json, Alert alert, AlertSource source) {
        json.put("externalId", alert.getExternalId());
        json.put("protocol", alert.getProtocol());
        json.putObject("source")
                .put("host", source.getHost())
                .put("fqdn", source.getFqdn())
                .put("ip", source.getIp())
                .put("user", source.getUser());
        json.putObject("destination").put("user", alert.getDestination().getUser());
        json.put("url", alert.getUrl());
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
