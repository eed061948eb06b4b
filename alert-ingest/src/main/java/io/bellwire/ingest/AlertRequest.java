package io.bellwire.ingest;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertDestination;
import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.AlertSeverity;
import io.bellwire.schemas.AlertSource;
import io.bellwire.schemas.ExtensionField;
import io.bellwire.schemas.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One alert as a producer wrote it: the only place that knows which JSON field becomes which field of {@link Alert}. */
final class AlertRequest {
    private static final int PORT_MAX = 65_535;
    private static final Map<String, AlertKind> KINDS = names(AlertKind.values(), kind -> switch (kind) {
        case SECURITY_ALERT -> "securityAlert";
        case HEALTH_ISSUE -> "healthIssue";
    });
    private static final Map<String, Trigger> TRIGGERS = names(Trigger.values(), trigger -> switch (trigger) {
        case NEW -> "new";
        case UPDATE -> "update";
    });
    private static final Map<String, AlertSeverity> SEVERITIES =
            names(AlertSeverity.values(), severity -> switch (severity) {
                case INFORMATIONAL -> "informational";
                case LOW -> "low";
                case MEDIUM -> "medium";
                case HIGH -> "high";
            });

    /**
     * What an alert gets that does not say it.
     *
     * @param productVersion of the CEF header
     * @param catalogue has number and title of the alert types of which it is sure
     */
    record Defaults(String vendor, String product, String productVersion, AlertCatalogue catalogue) {}

    private final Alert alert = new Alert();
    private final List<ExtensionField> extension = new ArrayList<>();

    private AlertRequest() {
        alert.setExtension(extension);
    }

    /** Reads an object to its end; what cannot be read is noted as a fault and left out. */
    static AlertRequest read(JsonFields fields) {
        AlertRequest request = new AlertRequest();
        for (String name = fields.next(); name != null; name = fields.next()) {
            request.take(name, fields);
        }
        request.missRequired(fields);
        return request;
    }

    /**
     * The alert with its defaults. Required fields that are missing or unreadable have been noted as faults; they are
     * filled with something harmless, so that the rest of the alert can be checked in the same go.
     */
    Alert toAlert(Defaults defaults, Instant acceptedAt) {
        alert.setAcceptedAt(acceptedAt);
        fillRequired();
        if (alert.getTrigger() == null) {
            alert.setTrigger(Trigger.NEW);
        }
        fillFrom(defaults.catalogue().find(alert.getType()));
        if (alert.getVendor() == null) {
            alert.setVendor(defaults.vendor());
        }
        if (alert.getProduct() == null) {
            alert.setProduct(defaults.product());
        }
        if (alert.getProductVersion() == null) {
            alert.setProductVersion(defaults.productVersion());
        }
        return alert;
    }

    private void take(String name, JsonFields value) {
        switch (name) {
            case "id" -> value.text(alert::setId);
            case "kind" -> value.oneOf(KINDS, alert::setKind);
            case "trigger" -> value.oneOf(TRIGGERS, alert::setTrigger);
            case "type" -> value.text(alert::setType);
            case "externalId" -> value.integer(Long.MIN_VALUE, Long.MAX_VALUE, alert::setExternalId);
            case "name" -> value.text(alert::setName);
            case "severity" -> value.oneOf(SEVERITIES, alert::setSeverity);
            case "startTime" -> value.time(alert::setStartTime);
            case "sensor" -> value.text(alert::setSensor);
            case "vendor" -> value.text(alert::setVendor);
            case "product" -> value.text(alert::setProduct);
            case "productVersion" -> value.text(alert::setProductVersion);
            case "protocol" -> value.text(alert::setProtocol);
            case "source" -> source(value.object());
            case "destination" -> destination(value.object());
            case "outcome" -> value.text(alert::setOutcome);
            case "count" -> value.integer(0, Long.MAX_VALUE, alert::setCount);
            case "message" -> value.text(alert::setMessage);
            case "url" -> value.text(alert::setUrl);
            case "extension" -> extension(value.object());
            default -> value.unknown();
        }
    }

    private void source(@Nullable JsonFields fields) {
        if (fields == null) {
            return;
        }
        AlertSource source = new AlertSource();
        for (String name = fields.next(); name != null; name = fields.next()) {
            switch (name) {
                case "host" -> fields.text(source::setHost);
                case "fqdn" -> fields.text(source::setFqdn);
                case "ip" -> fields.text(source::setIp);
                case "user" -> fields.text(source::setUser);
                case "port" -> fields.integer(0, PORT_MAX, port -> source.setPort((int) port));
                default -> fields.unknown();
            }
        }
        alert.setSource(source);
    }

    private void destination(@Nullable JsonFields fields) {
        if (fields == null) {
            return;
        }
        AlertDestination destination = new AlertDestination();
        for (String name = fields.next(); name != null; name = fields.next()) {
            switch (name) {
                case "host" -> fields.text(destination::setHost);
                case "ip" -> fields.text(destination::setIp);
                case "user" -> fields.text(destination::setUser);
                case "port" -> fields.integer(0, PORT_MAX, port -> destination.setPort((int) port));
                default -> fields.unknown();
            }
        }
        alert.setDestination(destination);
    }

    private void extension(@Nullable JsonFields fields) {
        if (fields == null) {
            return;
        }
        for (String key = fields.next(); key != null; key = fields.next()) {
            String name = key;
            fields.text(value -> extension.add(new ExtensionField(name, value)));
        }
    }

    private void missRequired(JsonFields fields) {
        fields.require("id", alert.getId(), "is required");
        fields.require("kind", alert.getKind(), "is required");
        fields.require("type", alert.getType(), "is required");
        fields.require("severity", alert.getSeverity(), "is required");
        if (alert.getKind() == AlertKind.SECURITY_ALERT) {
            fields.require("startTime", alert.getStartTime(), "is required for a security alert");
        }
    }

    private void fillRequired() {
        if (alert.getId() == null) {
            alert.setId("missing");
        }
        if (alert.getType() == null) {
            alert.setType("missing");
        }
        if (alert.getKind() == null) {
            alert.setKind(AlertKind.HEALTH_ISSUE);
        }
        if (alert.getSeverity() == null) {
            alert.setSeverity(AlertSeverity.LOW);
        }
        if (alert.getStartTime() == null && alert.getKind() == AlertKind.SECURITY_ALERT) {
            alert.setStartTime(alert.getAcceptedAt());
        }
    }

    private void fillFrom(AlertCatalogue.@Nullable Entry known) {
        if (alert.getExternalId() == null && known != null) {
            alert.setExternalId(known.externalId());
        }
        if (alert.getName() == null || alert.getName().isBlank()) {
            alert.setName(known == null ? alert.getType() : known.name());
        }
    }

    private static <E> Map<String, E> names(E[] values, Function<E, String> name) {
        return Arrays.stream(values)
                .collect(Collectors.toMap(name, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }
}
