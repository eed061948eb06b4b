package io.bellwire.config.settings;

import io.bellwire.settings.SettingsFault;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the members of a JSON object one by one. What is wrong is noted under its dotted name, and the fallback stands in
 * for it, so that the rest is still checked.
 */
final class JsonMembers {
    private static final int TEXT_SHOWN_MAX = 60;

    private final String path;
    private final ObjectNode object;
    private final List<SettingsFault> faults;
    private final Set<String> asked = new LinkedHashSet<>();

    /** @param path of the object with a dot at its end; empty for the outermost */
    JsonMembers(String path, ObjectNode object, List<SettingsFault> faults) {
        this.path = path;
        this.object = object;
        this.faults = faults;
    }

    /** The members of an object within this one; none when it is left out. */
    JsonMembers members(String name) {
        JsonNode node = member(name);
        if (node instanceof ObjectNode inner) {
            return new JsonMembers(path + name + ".", inner, faults);
        }
        if (node != null) {
            refuse(name, shown(node) + " is not an object");
        }
        return new JsonMembers(path + name + ".", JsonNodeFactory.instance.objectNode(), faults);
    }

    /** Whether there is a member of this name, be it good or bad. */
    boolean has(String name) {
        return object.has(name);
    }

    boolean isNull(String name) {
        return object.path(name).isNull();
    }

    String text(String name, String fallback) {
        JsonNode node = member(name);
        if (node == null) {
            return fallback;
        }
        return node.isString() ? node.stringValue() : refused(name, shown(node) + " is not a text", fallback);
    }

    boolean bool(String name, boolean fallback) {
        JsonNode node = member(name);
        if (node == null) {
            return fallback;
        }
        return node.isBoolean() ? node.booleanValue() : refused(name, shown(node) + " is not true or false", fallback);
    }

    int integer(String name, int fallback) {
        JsonNode node = member(name);
        if (node == null) {
            return fallback;
        }
        if (node.isString() && node.stringValue().isEmpty()) {
            return refused(name, "is empty: give a whole number", fallback);
        }
        if (!node.isIntegralNumber()) {
            return refused(name, shown(node) + " is not a whole number", fallback);
        }
        return node.canConvertToInt() ? node.intValue() : refused(name, shown(node) + " is out of range", fallback);
    }

    /** One of the values of an enumeration. */
    <E extends Enum<E>> E choice(String name, E fallback) {
        JsonNode node = member(name);
        if (node == null) {
            return fallback;
        }
        E[] values = fallback.getDeclaringClass().getEnumConstants();
        for (E value : values) {
            if (node.isString() && WireName.of(value).equals(node.stringValue())) {
                return value;
            }
        }
        String all = Arrays.stream(values).map(WireName::of).collect(Collectors.joining(", "));
        return refused(name, shown(node) + " is not one of " + all, fallback);
    }

    /** Counts this name as known. */
    void asked(String name) {
        asked.add(name);
    }

    void refuse(String name, String message) {
        faults.add(new SettingsFault(path + name, message));
    }

    /** Notes every member that nobody asked for: a typing error must not lose a setting in silence. */
    void refuseOthers(String... ignored) {
        Set<String> known = new LinkedHashSet<>(asked);
        String message = "is unknown; known are " + String.join(", ", asked);
        known.addAll(List.of(ignored));
        object.propertyNames().stream().filter(name -> !known.contains(name)).forEach(name -> refuse(name, message));
    }

    private @Nullable JsonNode member(String name) {
        asked.add(name);
        return object.get(name);
    }

    private <T> T refused(String name, String message, T fallback) {
        refuse(name, message);
        return fallback;
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() <= TEXT_SHOWN_MAX ? text : text.substring(0, TEXT_SHOWN_MAX) + "…";
    }
}
