package io.bellwire.cef;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads CEF text as the standard has it and knows nothing of the encoder. */
record CefReader(List<String> header, Map<String, String> extension) {
    static CefReader read(String cef) {
        List<String> header = new ArrayList<>();
        int at = 0;
        while (header.size() < 7) {
            int pipe = unescaped(cef, '|', at);
            header.add(withoutEscapes(cef.substring(at, pipe), "|"));
            at = pipe + 1;
        }
        return new CefReader(header, extension(cef, at));
    }

    private static Map<String, String> extension(String cef, int start) {
        Map<String, String> extension = new LinkedHashMap<>();
        int at = start;
        while (at < cef.length()) {
            int equals = unescaped(cef, '=', at);
            int next = unescaped(cef, '=', equals + 1);
            int end = next == cef.length() ? next : cef.lastIndexOf(' ', next);
            String key = cef.substring(at, equals);
            if (!key.matches("[A-Za-z0-9]+") || extension.containsKey(key) || end <= equals) {
                throw new IllegalArgumentException("no pair at " + at + " of " + cef);
            }
            extension.put(key, withoutEscapes(cef.substring(equals + 1, end), "=nr"));
            at = end + 1;
        }
        return extension;
    }

    /** The index of the next delimiter that no backslash escapes, the length when there is none. */
    private static int unescaped(String cef, char delimiter, int from) {
        int at = from;
        while (at < cef.length() && cef.charAt(at) != delimiter) {
            at += cef.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, cef.length());
    }

    private static String withoutEscapes(String text, String allowed) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                c = text.charAt(++i);
                if (c != '\\' && allowed.indexOf(c) < 0) {
                    throw new IllegalArgumentException("escape of '" + c + "' in " + text);
                }
                c = c == 'n' ? '\n' : c == 'r' ? '\r' : c;
            }
            plain.append(c);
        }
        return plain.toString();
    }
}
