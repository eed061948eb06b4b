package io.bellwire.config.apidocs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes a request as a command for a POSIX shell. */
final class CurlCommand {
    private static final String NEXT_LINE = " \\\n  ";

    private CurlCommand() {}

    /**
     * @param base address without path
     * @param login arguments that sign in; empty when nobody has to
     * @param body to be sent as it is; null for none
     */
    static String of(
            String method,
            String base,
            String path,
            List<JsonNode> parameters,
            String login,
            String contentType,
            @Nullable String body) {
        List<String> words = new ArrayList<>();
        String start = "curl -sS" + (method.equals("GET") ? "" : " -X " + method);
        words.add(start + " " + quoted(base + path(path, parameters) + query(parameters)));
        if (!login.isEmpty()) {
            words.add(login);
        }
        with("header", parameters).forEach(header -> words.add("-H " + quoted(name(header) + ": " + example(header))));
        if (body != null) {
            words.add("-H " + quoted("Content-Type: " + contentType));
            words.add("--data-binary " + quoted(body));
        }
        return String.join(NEXT_LINE, words);
    }

    private static String path(String path, List<JsonNode> parameters) {
        String filled = path;
        for (JsonNode parameter : with("path", parameters)) {
            filled = filled.replace("{" + name(parameter) + "}", example(parameter));
        }
        return filled;
    }

    private static String query(List<JsonNode> parameters) {
        String query = with("query", parameters).stream()
                .map(parameter -> name(parameter) + "=" + example(parameter))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    /** Only those that have an example: the others may be left out. */
    private static List<JsonNode> with(String place, List<JsonNode> parameters) {
        return parameters.stream()
                .filter(parameter -> parameter.path("in").asString().equals(place) && parameter.has("example"))
                .toList();
    }

    private static String name(JsonNode parameter) {
        return parameter.path("name").asString();
    }

    private static String example(JsonNode parameter) {
        return parameter.path("example").asString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
