package io.bellwire.config.apidocs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A parameter, or a member of a body.
 *
 * @param name with dots between levels, such as {@code endpoint.port}
 * @param values type, bounds and default in words
 */
public record ApiField(String name, boolean required, String values, String description) {
    private static final String NULL = "null";

    static ApiField parameter(JsonNode parameter) {
        return new ApiField(
                parameter.path("name").asString(),
                parameter.path("required").asBoolean(false),
                parameter.path("in").asString() + ", " + values(parameter.path("schema")),
                parameter.path("description").asString(""));
    }

    /** The members of an object, those of objects in it behind each. */
    static List<ApiField> members(JsonNode schema) {
        List<ApiField> members = new ArrayList<>();
        addMembers("", schema, members);
        return members;
    }

    private static void addMembers(String path, JsonNode schema, List<ApiField> to) {
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asString()));
        schema.path("properties").propertyStream().forEach(member -> {
            JsonNode value = member.getValue();
            to.add(new ApiField(
                    path + member.getKey(),
                    required.contains(member.getKey()),
                    values(value),
                    value.path("description").asString("")));
            addMembers(path + member.getKey() + ".", value, to);
        });
    }

    /** What may stand there, such as {@code integer, 1 to 65535, default 514}. */
    static String values(JsonNode schema) {
        List<String> words = new ArrayList<>();
        words.add(schema.has("enum") ? listed(schema.get("enum")) : type(schema));
        if (schema.has("const")) {
            words.add("always " + schema.get("const").asString());
        }
        addIfThere(words, bounds(schema));
        if (schema.has("default")) {
            words.add("default " + schema.get("default").asString());
        }
        return String.join(", ", words);
    }

    private static String listed(JsonNode values) {
        return values.valueStream()
                .filter(value -> !value.isNull())
                .map(JsonNode::asString)
                .collect(Collectors.joining(" | "));
    }

    /** Whatever may be null may be left out, which the page says otherwise. */
    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        String words = type.isArray()
                ? type.valueStream()
                        .map(JsonNode::asString)
                        .filter(name -> !name.equals(NULL))
                        .collect(Collectors.joining(" or "))
                : type.asString("");
        return schema.has("format") ? schema.get("format").asString() : words;
    }

    private static @Nullable String bounds(JsonNode schema) {
        if (schema.has("minimum") || schema.has("maximum")) {
            return range(schema, "minimum", "maximum", "");
        }
        return schema.has("maxLength") ? range(schema, "minLength", "maxLength", " characters") : null;
    }

    private static String range(JsonNode schema, String least, String most, String unit) {
        if (!schema.has(most)) {
            return "at least " + schema.get(least).asString() + unit;
        }
        String highest = schema.get(most).asString() + unit;
        return schema.has(least) ? schema.get(least).asString() + " to " + highest : "up to " + highest;
    }

    private static void addIfThere(List<String> words, @Nullable String word) {
        if (word != null) {
            words.add(word);
        }
    }
}
