package io.bellwire.cef;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertDestination;
import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.AlertSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds everything in an alert for which the encoder would refuse it, drop a value or cut one that must stay. An alert
 * without a fault fits in 1024 octets in every format.
 */
public final class AlertCheck {
    private static final int ID_OCTETS_MAX = 128;
    private static final int TYPE_OCTETS_MAX = 128;
    private static final int SENSOR_OCTETS_MAX = 128;
    private static final int NAME_OCTETS_MAX = 512;
    private static final int URL_OCTETS_MAX = 4000;

    /** What Avro's {@code timestamp-nanos} can hold: 64 bits of nanoseconds around 1970. */
    private static final Instant START_EARLIEST = Instant.EPOCH.plusNanos(Long.MIN_VALUE);

    private static final Instant START_LATEST = Instant.EPOCH.plusNanos(Long.MAX_VALUE);

    private final List<AlertFault> faults = new ArrayList<>();

    private AlertCheck() {}

    /** The faults of an alert, empty when it may be accepted. */
    public static List<AlertFault> faults(Alert alert) {
        AlertCheck check = new AlertCheck();
        check.identity(alert);
        check.header(alert);
        check.text("protocol", "app", alert.getProtocol());
        check.source(alert.getSource());
        check.destination(alert.getDestination());
        check.text("outcome", "outcome", alert.getOutcome());
        check.number("count", "cnt", alert.getCount());
        check.text("message", "msg", alert.getMessage());
        check.written("url", alert.getUrl(), URL_OCTETS_MAX);
        new ExtensionCheck(check.faults).check(alert.getExtension());
        return List.copyOf(check.faults);
    }

    private void identity(Alert alert) {
        String id = alert.getId();
        if (id.isEmpty() || !Ascii.isVisible(id)) {
            fault("id", "has to be 1 to 128 visible ASCII characters");
        }
        written("id", id, ID_OCTETS_MAX);
        required("type", alert.getType(), TYPE_OCTETS_MAX);
        Instant start = alert.getStartTime();
        if (start == null && alert.getKind() == AlertKind.SECURITY_ALERT) {
            fault("startTime", "is required for a security alert");
        }
        if (start != null && (start.isBefore(START_EARLIEST) || start.isAfter(START_LATEST))) {
            fault("startTime", "is not between the years 1677 and 2262");
        }
    }

    private void header(Alert alert) {
        written("name", alert.getName(), NAME_OCTETS_MAX);
        required("vendor", alert.getVendor(), CefHeader.VENDOR_OCTETS_MAX);
        required("product", alert.getProduct(), CefHeader.PRODUCT_OCTETS_MAX);
        required("productVersion", alert.getProductVersion(), CefHeader.VERSION_OCTETS_MAX);
        String sensor = alert.getSensor();
        if (sensor != null && !sensor.isBlank()) {
            sensor(sensor);
        }
    }

    private void sensor(String sensor) {
        try {
            if (HostName.of(sensor).full().length() > SENSOR_OCTETS_MAX) {
                fault("sensor", "is longer than 128 octets");
            }
        } catch (UnencodableMessageException e) {
            String message = e.refusal() == Refusal.HOSTNAME_LENGTH ? "is longer than 128 octets" : e.getMessage();
            fault("sensor", String.valueOf(message));
        }
    }

    private void source(@Nullable AlertSource source) {
        if (source != null) {
            text("source.host", "shost", source.getHost());
            text("source.fqdn", "shostfqdn", source.getFqdn());
            address("source.ip", source.getIp());
            text("source.user", "suser", source.getUser());
            number("source.port", "spt", source.getPort());
        }
    }

    private void destination(@Nullable AlertDestination destination) {
        if (destination != null) {
            text("destination.host", "dhost", destination.getHost());
            address("destination.ip", destination.getIp());
            text("destination.user", "duser", destination.getUser());
            number("destination.port", "dpt", destination.getPort());
        }
    }

    private void required(String field, String text, int octetsMax) {
        if (Escaping.HEADER.isBlank(text)) {
            fault(field, "is required");
        }
        written(field, text, octetsMax);
    }

    /** Holds a text to a limit in octets as CEF writes them. */
    private void written(String field, @Nullable String text, int octetsMax) {
        int octets = text == null ? 0 : WrittenLength.of(text);
        if (octets > octetsMax) {
            fault(field, "is " + octets + " octets long as CEF writes it, " + octetsMax + " are allowed");
        }
    }

    /** Holds a text to the dictionary's limit. */
    private void text(String field, String key, @Nullable String text) {
        String message =
                text == null ? null : ValueCheck.fault(CefDictionary.standard().key(key), text);
        if (message != null) {
            fault(field, message);
        }
    }

    private void number(String field, String key, @Nullable Number number) {
        String message = number == null
                ? null
                : ValueCheck.fault(CefDictionary.standard().key(key), number.longValue());
        if (message != null) {
            fault(field, message);
        }
    }

    private void address(String field, @Nullable String text) {
        if (text != null
                && !Escaping.VALUE.isBlank(text)
                && IpAddress.canonical(Escaping.VALUE.trimmed(text)) == null) {
            fault(field, "is no IPv4 or IPv6 address");
        }
    }

    private void fault(String field, String message) {
        faults.add(new AlertFault(field, message));
    }
}
