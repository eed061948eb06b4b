package io.bellwire.cef;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertDestination;
import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.AlertSeverity;
import io.bellwire.schemas.AlertSource;
import io.bellwire.schemas.ExtensionField;
import io.bellwire.schemas.Trigger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * An alert written as lines of {@code field=value}, so that inputs of the fuzzer can be read and written by hand. A code
 * unit may be written as {@code \}{@code u0000}, halves of surrogate pairs too. What cannot be understood has no effect.
 */
final class AlertText {
    private static final List<AlertSeverity> SEVERITIES = List.of(AlertSeverity.values());
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
    private static final int OCTETS_LEAST = 480;
    private static final int OCTETS_MOST = 65_507;

    private final Alert.Builder alert = SampleAlerts.least();
    private final AlertSource source = new AlertSource();
    private final AlertDestination destination = new AlertDestination();
    private final List<ExtensionField> extension = new ArrayList<>();
    private int octetsMax = OCTETS_LEAST;

    private AlertText() {}

    static AlertText read(byte[] text) {
        AlertText read = new AlertText();
        for (String line : new String(text, StandardCharsets.UTF_8).split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals >= 0) {
                read.set(line.substring(0, equals), unescaped(line.substring(equals + 1)));
            }
        }
        read.alert.setExtension(read.extension);
        return read;
    }

    Alert alert() {
        return alert.build();
    }

    /** The limit under which the alert is to be encoded. */
    int octetsMax() {
        return octetsMax;
    }

    private void set(String field, String value) {
        switch (field) {
            case "octetsMax" -> octetsMax = (int) Math.min(OCTETS_MOST, Math.max(OCTETS_LEAST, number(value)));
            case "id" -> alert.setId(value);
            case "kind" -> alert.setKind(value.equals("health") ? AlertKind.HEALTH_ISSUE : AlertKind.SECURITY_ALERT);
            case "trigger" -> alert.setTrigger(value.equals("new") ? Trigger.NEW : Trigger.UPDATE);
            case "type" -> alert.setType(value);
            case "externalId" -> alert.setExternalId(number(value));
            case "name" -> alert.setName(value);
            case "severity" -> alert.setSeverity(SEVERITIES.get((int) Math.floorMod(number(value), 4L)));
            case "startTime" -> alert.setStartTime(Instant.ofEpochMilli(number(value)));
            case "acceptedAt" -> alert.setAcceptedAt(Instant.ofEpochMilli(number(value)));
            case "sensor" -> alert.setSensor(value);
            case "vendor" -> alert.setVendor(value);
            case "product" -> alert.setProduct(value);
            case "productVersion" -> alert.setProductVersion(value);
            case "protocol" -> alert.setProtocol(value);
            case "outcome" -> alert.setOutcome(value);
            case "count" -> alert.setCount(number(value));
            case "message" -> alert.setMessage(value);
            case "url" -> alert.setUrl(value);
            default -> setInner(field, value);
        }
    }

    private void setInner(String field, String value) {
        switch (field) {
            case "source.host" -> source.setHost(value);
            case "source.fqdn" -> source.setFqdn(value);
            case "source.ip" -> source.setIp(value);
            case "source.user" -> source.setUser(value);
            case "source.port" -> source.setPort((int) number(value));
            case "destination.host" -> destination.setHost(value);
            case "destination.ip" -> destination.setIp(value);
            case "destination.user" -> destination.setUser(value);
            case "destination.port" -> destination.setPort((int) number(value));
            default -> {
                if (field.startsWith("extension.")) {
                    extension.add(new ExtensionField(field.substring("extension.".length()), value));
                }
            }
        }
        alert.setSource(source).setDestination(destination);
    }

    /** The number that a text is; any other text is some number too. */
    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return text.hashCode();
        }
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(AlertText::codeUnit);
    }

    private static String codeUnit(MatchResult escape) {
        char unit = (char) Integer.parseInt(escape.group(1), 16);
        return unit == '\\' || unit == '$' ? "\\" + unit : String.valueOf(unit);
    }
}
