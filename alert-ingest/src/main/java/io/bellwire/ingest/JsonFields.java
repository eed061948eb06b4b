package io.bellwire.ingest;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;

/**
 * The fields of one JSON object, read one after another without building a tree. Each method that reads a value hands it
 * on if it is of the right kind, does nothing if it is {@code null} (the same as left out), and notes a fault otherwise.
 * Not thread-safe.
 */
final class JsonFields {
    private final JsonParser parser;
    private final String path;
    private final Faults faults;
    private final Set<String> seen = new HashSet<>();
    private String name = "";

    /**
     * @param parser stands on the object's opening brace
     * @param path before each name in a fault: empty, or a name and a dot
     */
    JsonFields(JsonParser parser, String path, Faults faults) {
        this.parser = parser;
        this.path = path;
        this.faults = faults;
    }

    /** Goes to the value of the next field; null at the object's end. A name that comes again is a fault. */
    @Nullable
    String next() {
        for (String next = parser.nextName(); next != null; next = parser.nextName()) {
            name = next;
            parser.nextToken();
            if (seen.add(next)) {
                return next;
            }
            refuse("is there more than once");
        }
        return null;
    }

    void text(Consumer<String> to) {
        if (isNot(JsonToken.VALUE_STRING)) {
            refuse("must be a text");
        } else if (isThere()) {
            to.accept(UnicodeText.wellFormed(parser.getString()));
        }
    }

    /** Takes whole numbers without fraction or exponent. */
    void integer(long min, long max, LongConsumer to) {
        if (isNot(JsonToken.VALUE_NUMBER_INT) || (isThere() && !isBetween(min, max))) {
            refuse("must be an integer from " + min + " to " + max);
        } else if (isThere()) {
            to.accept(parser.getLongValue());
        }
    }

    /** @param values what may be written, in the order in which a fault lists them */
    <E> void oneOf(Map<String, E> values, Consumer<E> to) {
        E value = parser.currentToken() == JsonToken.VALUE_STRING ? values.get(parser.getString()) : null;
        if (value != null) {
            to.accept(value);
        } else if (isThere()) {
            refuse("must be one of " + String.join(", ", values.keySet()));
        }
    }

    void time(Consumer<Instant> to) {
        if (isNot(JsonToken.VALUE_STRING)) {
            refuse(AlertTime.EXPECTED);
        } else if (isThere()) {
            try {
                to.accept(AlertTime.parse(parser.getString()));
            } catch (IllegalArgumentException e) {
                refuse(String.valueOf(e.getMessage()));
            }
        }
    }

    /** The fields of an object that is this field's value; null when there is none. */
    @Nullable
    JsonFields object() {
        if (isNot(JsonToken.START_OBJECT)) {
            refuse("must be a JSON object");
            return null;
        }
        return isThere() ? new JsonFields(parser, path + name + ".", faults) : null;
    }

    void unknown() {
        refuse(path.isEmpty() ? "is no field of an alert" : "is no field of " + path.substring(0, path.length() - 1));
    }

    /** To be asked at the object's end: a value that was refused already is not missed again. */
    void require(String field, @Nullable Object value, String message) {
        if (value == null) {
            faults.addIfFirst(path + field, message);
        }
    }

    private boolean isNot(JsonToken wanted) {
        return isThere() && parser.currentToken() != wanted;
    }

    private boolean isThere() {
        return parser.currentToken() != JsonToken.VALUE_NULL;
    }

    private boolean isBetween(long min, long max) {
        return parser.getNumberType() != NumberType.BIG_INTEGER
                && parser.getLongValue() >= min
                && parser.getLongValue() <= max;
    }

    private void refuse(String message) {
        faults.add(path + name, message);
        parser.skipChildren();
    }
}
