package io.bellwire.config.page;

import io.bellwire.config.settings.WireName;
import io.bellwire.settings.AdvancedSettings;
import io.bellwire.settings.Notifications;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.settings.SyslogSettings;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The page's form: a text for each dotted name of the API, so that a fault finds its field by name. A switch that is off
 * has no text, and an advanced field without text is automatic.
 */
record SettingsForm(Map<String, String> values) {
    private static final String ON = "on";
    private static final String NOTIFICATIONS = "notifications.";
    private static final String ADVANCED = "advanced.";
    private static final List<String> KINDS = List.of("newSecurityAlerts", "updatedSecurityAlerts", "newHealthIssues");
    private static final List<String> ADVANCED_TEXTS =
            List.of("framing", "dialect", "rfc3164TimeZone", "byteOrderMark");
    private static final List<String> ADVANCED_NUMBERS =
            List.of("securityFacility", "healthFacility", "maxMessageBytes");
    /** What the page calls each field, in its order. */
    private static final Map<String, String> LABELS = labels();

    /** The name of each field, in the page's order. */
    static final List<String> FIELDS = List.copyOf(LABELS.keySet());

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,9}");

    SettingsForm {
        values = Map.copyOf(values);
    }

    /** What a page shows before anything was saved. */
    static SettingsForm unsaved(@Nullable String onlySensor) {
        Map<String, String> values = new HashMap<>();
        values.put("enabled", ON);
        values.put("endpoint.port", Integer.toString(SiemEndpoint.PORT_DEFAULT));
        values.put("transport", "udp");
        values.put("format", "rfc5424");
        putKinds(values, Notifications.DEFAULTS);
        values.put(ADVANCED + "securityFacility", Integer.toString(AdvancedSettings.SECURITY_FACILITY_DEFAULT));
        values.put(ADVANCED + "healthFacility", Integer.toString(AdvancedSettings.HEALTH_FACILITY_DEFAULT));
        values.put(ADVANCED + "rfc3164TimeZone", AdvancedSettings.TIME_ZONE_DEFAULT);
        if (onlySensor != null) {
            values.put("sensor", onlySensor);
        }
        return new SettingsForm(values);
    }

    static SettingsForm of(SyslogSettings settings) {
        Map<String, String> values = new HashMap<>();
        putSwitch(values, "enabled", settings.enabled());
        values.put("sensor", settings.sensor());
        values.put("endpoint.host", settings.endpoint().host());
        values.put("endpoint.port", Integer.toString(settings.endpoint().port()));
        values.put("transport", WireName.of(settings.transport()));
        values.put("format", WireName.of(settings.format()));
        putKinds(values, settings.notifications());
        if (settings.deliverSince() != null) {
            values.put("deliverSince", DateTimeFormatter.ISO_INSTANT.format(settings.deliverSince()));
        }
        putAdvanced(values, settings);
        return new SettingsForm(values);
    }

    /** The members of a file as they stand there, good or bad; what it leaves out has its default. */
    static SettingsForm of(ObjectNode json) {
        Map<String, String> values = new HashMap<>(unsaved(null).values());
        for (String name : FIELDS) {
            JsonNode member = json.at("/" + name.replace('.', '/'));
            if (isSwitch(name)) {
                if (member.isBoolean()) {
                    values.remove(name);
                    putSwitch(values, name, member.booleanValue());
                }
            } else if (!member.isMissingNode()) {
                values.put(name, member.isNull() ? "" : member.isValueNode() ? member.asString() : member.toString());
            }
        }
        return new SettingsForm(values);
    }

    /** Whether a field stands in the part that is folded away. */
    static boolean isAdvanced(String name) {
        return name.startsWith(ADVANCED) || name.equals("deliverSince");
    }

    /** What the page calls a field. */
    public String label(String name) {
        return LABELS.getOrDefault(name, name);
    }

    /** What stands in a field; empty when nothing does. */
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** What stands in a field, as people read it. */
    String shown(String name) {
        if (isSwitch(name)) {
            return on(name) ? "on" : "off";
        }
        String text = text(name);
        return switch (name) {
            case "transport" -> text.toUpperCase(Locale.ROOT);
            case "format" -> text.replace("rfc", "RFC ");
            case "deliverSince" -> text.isEmpty() ? "nothing left out" : text;
            default -> text.isEmpty() ? "automatic" : text;
        };
    }

    /** Whether a switch is on. */
    public boolean on(String name) {
        return values.containsKey(name);
    }

    /** The same settings as a caller of the API would send them. */
    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("enabled", on("enabled"));
        json.put("sensor", text("sensor"));
        ObjectNode endpoint = json.putObject("endpoint");
        endpoint.put("host", text("endpoint.host"));
        putNumber(endpoint, "port", text("endpoint.port"));
        json.put("transport", text("transport"));
        json.put("format", text("format"));
        ObjectNode notifications = json.putObject("notifications");
        KINDS.forEach(kind -> notifications.put(kind, on(NOTIFICATIONS + kind)));
        if (!text("deliverSince").isBlank()) {
            json.put("deliverSince", text("deliverSince").strip());
        }
        putAdvanced(json.putObject("advanced"));
        return json;
    }

    private static boolean isSwitch(String name) {
        return name.equals("enabled") || name.startsWith(NOTIFICATIONS);
    }

    private void putAdvanced(ObjectNode advanced) {
        for (String name : ADVANCED_TEXTS) {
            if (!text(ADVANCED + name).isBlank()) {
                advanced.put(name, text(ADVANCED + name).strip());
            }
        }
        for (String name : ADVANCED_NUMBERS) {
            if (!text(ADVANCED + name).isBlank()) {
                putNumber(advanced, name, text(ADVANCED + name));
            }
        }
    }

    private static Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("enabled", "Syslog service");
        labels.put("sensor", "Sensor");
        labels.put("endpoint.host", "Service endpoint");
        labels.put("endpoint.port", "Port");
        labels.put("transport", "Transport");
        labels.put("format", "Format");
        labels.put(NOTIFICATIONS + "newSecurityAlerts", "New security alerts");
        labels.put(NOTIFICATIONS + "updatedSecurityAlerts", "Updated security alerts");
        labels.put(NOTIFICATIONS + "newHealthIssues", "New health issues");
        labels.put(ADVANCED + "framing", "Stream framing");
        labels.put(ADVANCED + "maxMessageBytes", "Largest message");
        labels.put(ADVANCED + "securityFacility", "Facility of security alerts");
        labels.put(ADVANCED + "healthFacility", "Facility of health issues");
        labels.put(ADVANCED + "rfc3164TimeZone", "Time zone for RFC 3164");
        labels.put(ADVANCED + "byteOrderMark", "Byte order mark");
        labels.put(ADVANCED + "dialect", "Dialect");
        labels.put("deliverSince", "Leave out alerts accepted before");
        return labels;
    }

    /** What is no number goes on as text, so that it is refused in the same words as anywhere. */
    private static void putNumber(ObjectNode json, String name, String text) {
        String stripped = text.strip();
        if (WHOLE_NUMBER.matcher(stripped).matches()) {
            json.put(name, Integer.parseInt(stripped));
        } else {
            json.put(name, stripped);
        }
    }

    private static void putKinds(Map<String, String> values, Notifications kinds) {
        putSwitch(values, NOTIFICATIONS + "newSecurityAlerts", kinds.newSecurityAlerts());
        putSwitch(values, NOTIFICATIONS + "updatedSecurityAlerts", kinds.updatedSecurityAlerts());
        putSwitch(values, NOTIFICATIONS + "newHealthIssues", kinds.newHealthIssues());
    }

    /** What equals the default of this transport and format shows as automatic, and so follows a change of them. */
    private static void putAdvanced(Map<String, String> values, SyslogSettings settings) {
        AdvancedSettings advanced = settings.advanced();
        AdvancedSettings automatic = AdvancedSettings.defaults(settings.transport(), settings.format());
        if (advanced.framing() != automatic.framing()) {
            values.put(ADVANCED + "framing", WireName.of(advanced.framing()));
        }
        if (advanced.maxMessageBytes() != automatic.maxMessageBytes()) {
            values.put(ADVANCED + "maxMessageBytes", Integer.toString(advanced.maxMessageBytes()));
        }
        values.put(ADVANCED + "dialect", WireName.of(advanced.dialect()));
        values.put(ADVANCED + "securityFacility", Integer.toString(advanced.securityFacility()));
        values.put(ADVANCED + "healthFacility", Integer.toString(advanced.healthFacility()));
        values.put(ADVANCED + "rfc3164TimeZone", advanced.rfc3164TimeZone());
        values.put(ADVANCED + "byteOrderMark", WireName.of(advanced.byteOrderMark()));
    }

    private static void putSwitch(Map<String, String> values, String name, boolean on) {
        if (on) {
            values.put(name, ON);
        }
    }
}
