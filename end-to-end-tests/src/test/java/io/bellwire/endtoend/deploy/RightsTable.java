package io.bellwire.endtoend.deploy;

import io.bellwire.endtoend.Repository;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The rights that docs/OPERATING.md says each program needs on a cluster that others share. */
public final class RightsTable {
    /** Program, topics to read, topics to write, other rights on topics, groups, transactional ids. */
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ([a-z-]+) \\| (`[^|]*) \\| (`[^|]*) \\| ([^|]*) \\| (`[^|]*) \\| ([^|]*) \\|$");

    private static final Pattern WORD = Pattern.compile("`([^`]+)`");
    private static final Set<String> OPERATIONS = Set.of("Read", "Write", "Describe", "DescribeConfigs");

    private final Map<String, Set<Right>> rights;

    private RightsTable(Map<String, Set<Right>> rights) {
        this.rights = rights;
    }

    /** What may be done to what; a transactional id stands for all that begin with it. */
    public record Right(ResourceType type, String name, AclOperation operation) {}

    public static RightsTable ofTheDocs() throws IOException {
        Map<String, Set<Right>> rights = new LinkedHashMap<>();
        Matcher row = ROW.matcher(Repository.text("docs/OPERATING.md"));
        while (row.find()) {
            Set<Right> own = new LinkedHashSet<>();
            add(own, ResourceType.TOPIC, "`Read` " + row.group(2));
            add(own, ResourceType.TOPIC, "`Write` " + row.group(3));
            // A program creates the topics that it reads or writes.
            List.copyOf(own).forEach(right -> own.add(new Right(right.type(), right.name(), AclOperation.CREATE)));
            add(own, ResourceType.TOPIC, row.group(4));
            add(own, ResourceType.GROUP, row.group(5));
            add(own, ResourceType.TRANSACTIONAL_ID, row.group(6));
            rights.put(row.group(1), own);
        }
        return new RightsTable(rights);
    }

    /** Those of all programs, for a user that is shared by them. */
    public Set<Right> ofAll() {
        return rights.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    public Set<Right> of(String program) {
        return rights.get(program);
    }

    /** @param prefix goes before every name */
    public static List<AclBinding> bindings(Set<Right> rights, String prefix, String principal) {
        return rights.stream()
                .map(right -> new AclBinding(
                        new ResourcePattern(right.type(), prefix + right.name(), pattern(right.type())),
                        new AccessControlEntry(principal, "*", right.operation(), AclPermissionType.ALLOW)))
                .toList();
    }

    private static PatternType pattern(ResourceType type) {
        return type == ResourceType.TRANSACTIONAL_ID ? PatternType.PREFIXED : PatternType.LITERAL;
    }

    /** Each word that is an operation stands before the names that it is allowed on. */
    private static void add(Set<Right> rights, ResourceType type, String cell) {
        AclOperation operation = AclOperation.UNKNOWN;
        for (String word : words(cell).toList()) {
            if (OPERATIONS.contains(word)) {
                operation = AclOperation.fromString(
                        word.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
            } else {
                rights.add(new Right(type, word, operation));
            }
        }
    }

    private static Stream<String> words(String cell) {
        return WORD.matcher(cell).results().map(word -> word.group(1));
    }
}
