package io.bellwire.endtoend.vectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object of a vector, which says by name what it lacks or has too much.
 *
 * @param where how to call it in such words
 */
record VectorObject(String where, JsonNode node) {
    private static final int CHARACTERS_MAX = 16 << 20;

    VectorObject {
        if (!node.isObject()) {
            throw new UnusableVectorException(where + " is no JSON object");
        }
    }

    /** Refuses every other field. */
    void allow(String... names) {
        for (String name : node.propertyNames()) {
            if (!Set.of(names).contains(name)) {
                throw new UnusableVectorException(where + " has the field '" + name + "', which is unknown");
            }
        }
    }

    /** Whether the field is there and not null. */
    boolean has(String name) {
        return node.hasNonNull(name);
    }

    JsonNode value(String name) {
        if (!has(name)) {
            throw new UnusableVectorException(where + " lacks the field '" + name + "'");
        }
        return node.get(name);
    }

    VectorObject object(String name) {
        return new VectorObject(name, value(name));
    }

    List<VectorObject> objects(String name) {
        List<VectorObject> objects = new ArrayList<>();
        value(name).forEach(element -> objects.add(new VectorObject("an element of " + name, element)));
        return objects;
    }

    String text(String name) {
        return textOf(name, value(name));
    }

    /** The text, or what stands for it when the field is missing or null. */
    String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (has(name)) {
            value(name).forEach(element -> texts.add(textOf("an element of " + name, element)));
        }
        return texts;
    }

    int integer(String name) {
        JsonNode value = value(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new UnusableVectorException(name + " is no whole number of 32 bits: " + value);
        }
        return value.intValue();
    }

    /** False when it is missing or null. */
    boolean flag(String name) {
        if (!has(name)) {
            return false;
        }
        if (!value(name).isBoolean()) {
            throw new UnusableVectorException(name + " is neither true nor false: " + value(name));
        }
        return value(name).booleanValue();
    }

    /** A text, which {@code $repeat} and {@code $concat} may build. */
    static String textOf(String where, JsonNode value) {
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isObject() && value.size() == 1 && value.path("$concat").isArray()) {
            StringBuilder text = new StringBuilder();
            value.get("$concat").forEach(part -> text.append(textOf(where, part)));
            return text.toString();
        }
        JsonNode repeat = value.path("$repeat");
        if (value.isObject()
                && value.size() == 1
                && repeat.size() == 2
                && repeat.path(1).isIntegralNumber()) {
            return repeated(where, textOf(where, repeat.get(0)), repeat.get(1));
        }
        throw new UnusableVectorException(where + " is no text: " + cut(value.toString()));
    }

    private static String repeated(String where, String text, JsonNode times) {
        long count = times.canConvertToInt() ? times.intValue() : -1;
        if (count < 0 || count * text.length() > CHARACTERS_MAX) {
            throw new UnusableVectorException(where + " repeats " + times + " times");
        }
        return text.repeat((int) count);
    }

    private static String cut(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "..." : text;
    }
}
