package io.bellwire.cef;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The extension keys that the CEF standard knows, read from {@code dictionary.txt} beside this class. Immutable. */
public final class CefDictionary {
    private static final String NONE = "-";
    private static final CefDictionary STANDARD = new CefDictionary(lines());

    private final Map<String, CefKey> keys = new HashMap<>();

    private CefDictionary(List<String> lines) {
        Map<String, String> labels = new HashMap<>();
        for (String line : lines) {
            if (!line.isBlank() && line.charAt(0) != '#') {
                String[] columns = line.split(" +", -1);
                keys.put(columns[0], key(columns[0], columns[1], columns[2], keys.size()));
                if (!columns[4].equals(NONE)) {
                    known(columns[0]).fullNameIs(columns[4]);
                }
                labels.put(columns[0], columns[3]);
            }
        }
        labels.forEach((name, label) -> {
            if (!label.equals(NONE)) {
                known(name).labelledBy(known(label));
            }
        });
    }

    public static CefDictionary standard() {
        return STANDARD;
    }

    /** The key of that name, null when the standard does not know it. Names are told apart by case. */
    public @Nullable CefKey find(String name) {
        return keys.get(name);
    }

    /**
     * The key of that name, made as a user-defined one when the standard does not know it.
     *
     * @throws UnencodableMessageException {@link Refusal#KEY} when the name holds other than letters and digits
     */
    public CefKey key(String name) {
        CefKey key = keys.get(name);
        return key == null ? CefKey.userDefined(name) : key;
    }

    Set<String> names() {
        return Set.copyOf(keys.keySet());
    }

    int size() {
        return keys.size();
    }

    private CefKey known(String name) {
        return Objects.requireNonNull(keys.get(name), name);
    }

    private static CefKey key(String name, String typeName, String limit, int index) {
        CefType type = CefType.valueOf(typeName.toUpperCase(Locale.ROOT));
        boolean none = limit.equals(NONE);
        int octetsMax = type == CefType.TEXT && !none ? Integer.parseInt(limit) : Integer.MAX_VALUE;
        if (type != CefType.INTEGER || none) {
            return new CefKey(name, type, octetsMax, Long.MIN_VALUE, Long.MAX_VALUE, index);
        }
        int dots = limit.indexOf("..");
        String highest = limit.substring(dots + 2);
        return new CefKey(
                name,
                type,
                octetsMax,
                Long.parseLong(limit.substring(0, dots)),
                highest.isEmpty() ? Long.MAX_VALUE : Long.parseLong(highest),
                index);
    }

    private static List<String> lines() {
        InputStream resource = CefDictionary.class.getResourceAsStream("dictionary.txt");
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(resource, "dictionary.txt"), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("dictionary.txt beside CefDictionary cannot be read", e);
        }
    }
}
