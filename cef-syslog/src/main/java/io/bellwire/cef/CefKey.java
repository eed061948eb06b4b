package io.bellwire.cef;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An extension key with what the CEF dictionary says of its value; keys of one's own are texts without a limit. */
public final class CefKey {
    static final int NOT_IN_DICTIONARY = -1;

    private static final long PORT_HIGHEST = 65_535;

    private final String name;
    private final CefType type;
    private final int octetsMax;
    private final long lowest;
    private final long highest;
    private final int index;
    private final byte[] prefix;
    private @Nullable CefKey label; // written while the dictionary is read, before anybody else sees this key
    private @Nullable CefKey labelled; // as label
    private @Nullable String fullName; // as label

    CefKey(String name, CefType type, int octetsMax, long lowest, long highest, int index) {
        this.name = name;
        this.type = type;
        this.octetsMax = octetsMax;
        this.lowest = lowest;
        this.highest = highest;
        this.index = index;
        this.prefix = (name + "=").getBytes(StandardCharsets.US_ASCII);
    }

    /** A user-defined key. */
    static CefKey userDefined(String name) {
        if (!isAlphanumeric(name)) {
            throw new UnencodableMessageException(
                    Refusal.KEY, "the extension key may hold only the letters A to Z, a to z and digits");
        }
        return new CefKey(name, CefType.TEXT, Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, NOT_IN_DICTIONARY);
    }

    public String name() {
        return name;
    }

    /** The dictionary's full name, such as {@code sourceHostName} of {@code shost}; null when it has none. */
    public @Nullable String fullName() {
        return fullName;
    }

    CefType type() {
        return type;
    }

    /** The longest text, in octets of unescaped UTF-8 (P9). */
    int octetsMax() {
        return octetsMax;
    }

    boolean holds(long number) {
        return number >= lowest && number <= highest;
    }

    boolean isPort() {
        return lowest == 0 && highest == PORT_HIGHEST;
    }

    long lowest() {
        return lowest;
    }

    long highest() {
        return highest;
    }

    /** Its place in the dictionary, or {@link #NOT_IN_DICTIONARY}. */
    int index() {
        return index;
    }

    /** The octets of the key and its equals sign. */
    byte[] prefix() {
        return prefix;
    }

    /** The key that says what a custom value means, null when this one needs none. */
    @Nullable
    CefKey label() {
        return label;
    }

    /** The key whose value this label explains, null when this is no label. */
    @Nullable
    CefKey labelled() {
        return labelled;
    }

    void labelledBy(CefKey key) {
        label = key;
        key.labelled = this;
    }

    void fullNameIs(String name) {
        fullName = name;
    }

    static boolean isAlphanumeric(String name) {
        return !name.isEmpty() && Ascii.all(name, Ascii::isLetterOrDigit);
    }

    @Override
    public String toString() {
        return name;
    }
}
