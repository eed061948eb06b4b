package io.bellwire.endtoend.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The properties that Spring's modules on the class path take, as their own descriptions list them. */
final class SpringProperties {
    private static final String DESCRIPTION = "META-INF/spring-configuration-metadata.json";

    private final Set<String> variables = new HashSet<>();
    private final Set<String> mapVariables = new HashSet<>();

    private SpringProperties() {}

    static SpringProperties onClassPath() throws IOException {
        SpringProperties properties = new SpringProperties();
        List<URL> descriptions =
                Collections.list(SpringProperties.class.getClassLoader().getResources(DESCRIPTION));
        for (URL description : descriptions) {
            try (InputStream json = description.openStream()) {
                properties.add(JsonMapper.shared().readTree(json));
            }
        }
        return properties;
    }

    /** Whether a variable of this name sets one of them, or an entry of one that is a map. */
    boolean know(String variable) {
        return variables.contains(variable) || mapVariables.stream().anyMatch(map -> variable.startsWith(map + "_"));
    }

    private void add(JsonNode description) {
        for (JsonNode property : description.path("properties")) {
            String variable =
                    property.path("name").asString().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
            boolean map = property.path("type").asString().startsWith("java.util.Map");
            (map ? mapVariables : variables).add(variable);
        }
    }
}
