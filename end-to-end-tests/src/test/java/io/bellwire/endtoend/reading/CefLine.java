package io.bellwire.endtoend.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A CEF event without its escapes.
 *
 * @param header version, vendor, product, device version, event class id, name, severity
 * @param extension the pairs in their order
 */
public record CefLine(List<String> header, Map<String, String> extension) {
    /** Two events are equal only when the order of their pairs is. */
    public boolean isLike(CefLine other) {
        return header.equals(other.header)
                && new ArrayList<>(extension.entrySet()).equals(new ArrayList<>(other.extension.entrySet()));
    }

    /** What is different in the other, in words, shortened. */
    public String differenceTo(CefLine other) {
        if (!header.equals(other.header)) {
            return "header " + shown(header.toString()) + " instead of " + shown(other.header.toString());
        }
        Map<String, String> different = new LinkedHashMap<>(extension);
        different.entrySet().removeAll(other.extension.entrySet());
        Map<String, String> missing = new LinkedHashMap<>(other.extension);
        missing.entrySet().removeAll(extension.entrySet());
        return different.isEmpty() && missing.isEmpty()
                ? "another order: " + extension.keySet()
                : "extension " + shown(different.toString()) + " instead of " + shown(missing.toString());
    }

    private static String shown(String text) {
        return text.length() > 400 ? text.substring(0, 400) + " ..." : text;
    }
}
