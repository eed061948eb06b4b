package io.bellwire.endtoend.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a CEF event by the standard ("Header Information", "Character Encoding", "The Extension Field"), strictly. */
public final class StrictCefReader {
    private static final int FIELDS = 7;
    private static final Pattern VERSION = Pattern.compile("[01]");
    private static final Set<String> SEVERITIES = Set.of(
            "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "Unknown", "Low", "Medium", "High", "Very-High");
    private static final Pattern SECOND_START = Pattern.compile("CEF:[0-9]");

    private final String cef;
    private int at;

    private StrictCefReader(String cef) {
        this.cef = cef;
    }

    /** Reads the text from {@code CEF:} on to the end of the message. */
    public static CefLine read(String cef) {
        return new StrictCefReader(cef).line();
    }

    private CefLine line() {
        if (!cef.startsWith("CEF:")) {
            throw fault("does not begin with CEF:");
        }
        if (cef.indexOf("CEF:", 1) > 0
                && SECOND_START.matcher(cef).region(1, cef.length()).find()) {
            throw fault("some readers would begin at a second CEF: before a digit");
        }
        at = "CEF:".length();
        List<String> header = new ArrayList<>(FIELDS);
        while (header.size() < FIELDS) {
            header.add(headerField());
        }
        if (!VERSION.matcher(header.get(0)).matches()) {
            throw fault("the version is neither 0 nor 1");
        }
        if (!SEVERITIES.contains(header.get(FIELDS - 1))) {
            throw fault("the severity is none");
        }
        return new CefLine(header, extension());
    }

    /** Up to the next pipe that no backslash escapes; a backslash escapes itself and a pipe. */
    private String headerField() {
        StringBuilder field = new StringBuilder();
        while (at < cef.length()) {
            char c = cef.charAt(at++);
            if (c == '|') {
                if (field.toString().isBlank()) {
                    throw fault("a header field is blank");
                }
                return field.toString();
            }
            field.append(c == '\\' ? escaped("\\|") : c);
        }
        throw fault("fewer than seven pipes");
    }

    private Map<String, String> extension() {
        Map<String, String> extension = new LinkedHashMap<>();
        while (at < cef.length()) {
            String key = key();
            String value = value();
            if (value.isEmpty() || value.startsWith(" ") || value.endsWith(" ")) {
                throw fault("the value of " + key + " is empty or has a space at its end");
            }
            if (extension.put(key, value) != null) {
                throw fault("the key " + key + " stands twice");
            }
        }
        return extension;
    }

    private String key() {
        int start = at;
        while (at < cef.length() && isAlphanumeric(cef.charAt(at))) {
            at++;
        }
        if (at == start || at == cef.length() || cef.charAt(at) != '=') {
            throw fault("no key of letters and digits before an equals sign");
        }
        return cef.substring(start, at++);
    }

    /** Up to the last space before the next equals sign that no backslash escapes, or to the end. */
    private String value() {
        StringBuilder value = new StringBuilder();
        int lastSpace = -1; // in the message
        int lengthThere = 0;
        while (at < cef.length() && cef.charAt(at) != '=') {
            char c = cef.charAt(at++);
            if (c == ' ') {
                lastSpace = at - 1;
                lengthThere = value.length();
            }
            value.append(c == '\\' ? escaped("\\=nr") : c);
        }
        if (at < cef.length()) {
            if (lastSpace < 0) {
                throw fault("an equals sign in a value is not escaped");
            }
            at = lastSpace + 1;
            value.setLength(lengthThere);
        }
        return value.toString();
    }

    private char escaped(String allowed) {
        char c = at < cef.length() ? cef.charAt(at++) : ' ';
        if (allowed.indexOf(c) < 0) {
            throw fault("a backslash before '" + c + "'");
        }
        return c == 'n' ? '\n' : c == 'r' ? '\r' : c;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private UnreadableException fault(String rule) {
        return new UnreadableException(rule, cef.substring(Math.max(0, Math.min(at, cef.length()) - 20)));
    }
}
