package io.bellwire.ingest;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.bellwire.schemas.Alert;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON Schema of an alert as Bellwire publishes it. */
final class AlertSchema {
    static final JsonNode DOCUMENT = document();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema ALERT = SCHEMAS.getSchema(DOCUMENT);

    private AlertSchema() {}

    /** What the schema has against this alert, in its validator's words. */
    static List<String> faults(String alert) {
        return ALERT.validate(alert, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    static List<String> faultsOfItself() {
        return SCHEMAS
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                .validate(DOCUMENT)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static JsonNode document() {
        try (InputStream file = Alert.class.getResourceAsStream("alert.json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(file, "alert.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
