package io.bellwire.config.apidocs;

import io.bellwire.schemas.Alert;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document of Bellwire: {@code openapi.yaml} beside this class, with the schema of an alert put in. */
@Component
public class ApiDocument {
    private final JsonMapper mapper;
    private volatile @Nullable JsonNode content; // read when somebody asks: nobody's start has to wait for it

    ApiDocument(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** The whole document; not to be changed. */
    public JsonNode content() {
        JsonNode read = content;
        if (read == null) {
            read = read();
            content = read;
        }
        return read;
    }

    /** What a node stands for: itself, or what it refers to in this document. */
    JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : content().at(reference.substring(1));
    }

    private JsonNode read() {
        try (InputStream file = open(ApiDocument.class, "openapi.yaml");
                InputStream alert = open(Alert.class, "alert.json")) {
            ObjectNode document = mapper.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(file));
            ObjectNode schema = (ObjectNode) mapper.readTree(alert);
            // In here it has no address of its own, and the document says which JSON Schema it is.
            schema.remove("$id");
            schema.remove("$schema");
            document.withObject("/components/schemas").set("Alert", schema);
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException("the document of the API cannot be read", e);
        }
    }

    private static InputStream open(Class<?> beside, String name) {
        return Objects.requireNonNull(beside.getResourceAsStream(name), name);
    }
}
