package io.bellwire.endtoend.vectors;

import io.bellwire.cef.CefEvent;
import io.bellwire.cef.CefField;
import io.bellwire.cef.CefHeader;
import io.bellwire.cef.CefSeverity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The event of a vector, with the types that its values are written in. */
final class VectorEvent {
    private VectorEvent() {}

    static CefEvent of(VectorObject alert) {
        alert.allow("vendor", "product", "version", "eventClassId", "name", "severity", "ext");
        List<CefField> fields = new ArrayList<>();
        if (alert.has("ext")) {
            alert.value("ext").forEach(pair -> fields.add(field(pair)));
        }
        CefHeader header = new CefHeader(
                alert.text("vendor", ""),
                alert.text("product", ""),
                alert.text("version", ""),
                alert.text("eventClassId", ""),
                alert.text("name", ""),
                severity(alert));
        return new CefEvent(header, fields);
    }

    /** A time with second 60 is the last moment of the second before it, since java.time knows no leap seconds (P15). */
    static Instant instant(String where, String text) {
        try {
            return OffsetDateTime.parse(text.replaceFirst(":60(?:\\.\\d+)?(?=[Z+-])", ":59.999999999"))
                    .toInstant();
        } catch (DateTimeException e) {
            throw new UnusableVectorException(where + " is no time: " + text);
        }
    }

    private static String severity(VectorObject alert) {
        if (!alert.has("severity")) {
            return CefSeverity.UNKNOWN;
        }
        JsonNode severity = alert.value("severity");
        return severity.isNumber() ? severity.toString() : alert.text("severity");
    }

    private static CefField field(JsonNode pair) {
        if (!pair.isArray() || pair.size() != 2) {
            throw new UnusableVectorException("ext holds what is no [key, value]: " + pair);
        }
        String key = VectorObject.textOf("a key", pair.get(0));
        JsonNode value = pair.get(1);
        if (value.isNull()) {
            return CefField.text(key, "");
        }
        if (value.isIntegralNumber()) {
            // One beyond 64 bits has no type of its own in the model; as text it is judged by the key's type.
            return value.canConvertToLong()
                    ? CefField.number(key, value.longValue())
                    : CefField.text(key, value.toString());
        }
        if (value.isNumber()) {
            return CefField.decimal(key, value.doubleValue());
        }
        return value.isObject() && value.size() == 1
                ? typed(key, value)
                : CefField.text(key, VectorObject.textOf(key, value));
    }

    private static CefField typed(String key, JsonNode value) {
        String type = value.propertyNames().iterator().next();
        return switch (type) {
            case "time" -> CefField.time(key, instant(key, VectorObject.textOf(key, value.get(type))));
            case "ip", "mac" -> CefField.text(key, VectorObject.textOf(key, value.get(type)));
            case "double" -> CefField.decimal(key, number(key, VectorObject.textOf(key, value.get(type))));
            case "$repeat", "$concat" -> CefField.text(key, VectorObject.textOf(key, value));
            default -> throw new UnusableVectorException("the value of " + key + " is of an unknown type: " + type);
        };
    }

    private static double number(String key, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new UnusableVectorException("the value of " + key + " is no double: " + text);
        }
    }
}
