package io.bellwire.endtoend.deploy;

import io.bellwire.endtoend.Repository;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A file of the repository that is no manifest, as maps and lists. */
final class Yaml {
    private Yaml() {}

    static Map<String, Object> file(String path) throws IOException {
        return text(Repository.text(path));
    }

    static Map<String, Object> text(String yaml) {
        return new org.yaml.snakeyaml.Yaml().load(yaml);
    }

    /** What a map has under this name; an empty map when it has nothing. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Map<String, Object> parent, String name) {
        return (Map<String, Object>) parent.getOrDefault(name, Map.of());
    }

    /** The maps that a map has under this name; none when it has nothing. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> maps(Map<String, Object> parent, String name) {
        return (List<Map<String, Object>>) parent.getOrDefault(name, List.of());
    }
}
