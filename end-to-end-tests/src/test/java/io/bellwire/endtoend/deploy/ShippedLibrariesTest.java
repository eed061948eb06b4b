package io.bellwire.endtoend.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.endtoend.Peers;
import io.bellwire.endtoend.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is shipped is what docs/LICENCES.md says, under licences that an Apache-2.0 project may pass on. */
class ShippedLibrariesTest {
    private static final List<String> SHIPPED =
            List.of("alert-ingest", "syslog-formatter", "syslog-sender", "config-service", "standalone");
    /** One of a library's licences has to be among these. */
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0", "MIT", "MIT-0", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Go License", "CC0-1.0", "EPL-2.0");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^|]+) \\| (.+) \\|$");

    @Test
    void everyLibraryMayBePassedOn() throws Exception {
        assertThat(shipped())
                .allSatisfy(
                        (library, licences) -> assertThat(licences).as(library).containsAnyElementsOf(ALLOWED));
    }

    @Test
    void thePageNamesEveryLibraryWithItsLicence() throws Exception {
        Map<String, Set<String>> documented = new TreeMap<>();
        ROW.matcher(Repository.text("docs/LICENCES.md"))
                .results()
                .forEach(row -> Arrays.stream(row.group(3).split(", ", -1))
                        .forEach(name -> documented.put(
                                row.group(1) + ":" + name.replace("`", ""),
                                Set.of(row.group(2).split(" or ", -1)))));

        assertThat(documented).isEqualTo(shipped());
    }

    private static Map<String, Set<String>> shipped() throws IOException {
        Map<String, Set<String>> licences = new TreeMap<>();
        for (String program : SHIPPED) {
            Path bom = Repository.file(program + "/target/classes/META-INF/sbom/application.cdx.json");
            Peers.require(
                    "A bill of materials of " + program + " (a build with -o makes none)",
                    Optional.of(bom).filter(Files::exists));
            for (JsonNode library : new JsonMapper().readTree(bom.toFile()).get("components")) {
                String group = library.get("group").asString();
                if (!group.equals("io.bellwire")) {
                    licences.put(group + ":" + library.get("name").asString(), licences(library));
                }
            }
        }
        return licences;
    }

    private static Set<String> licences(JsonNode library) {
        return StreamSupport.stream(library.path("licenses").spliterator(), false)
                .map(entry -> entry.path("license"))
                .map(licence -> licence.path("id").asString(licence.path("name").asString("")))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
