package io.bellwire.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Every version that a schema ever had, as files beside this class: {@code versions/Alert-1.avsc} and so on. Kafka keeps
 * records for weeks, settings for ever, so a program must still read what its forerunners wrote.
 */
final class SchemaVersions {
    private SchemaVersions() {}

    /** The versions of the record of this name, oldest first; the last one is the schema of today. */
    static List<Schema> of(String name) {
        List<Schema> versions = new ArrayList<>();
        try {
            for (InputStream file = open(name, 1); file != null; file = open(name, versions.size() + 1)) {
                try (InputStream open = file) {
                    versions.add(new Schema.Parser().parse(open));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the past schemas of " + name + " cannot be read", e);
        }
        return versions;
    }

    private static @Nullable InputStream open(String name, int version) {
        return SchemaVersions.class.getResourceAsStream("versions/" + name + "-" + version + ".avsc");
    }
}
