package io.bellwire.config.apidocs;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The document of the API, as tests ask it. */
public final class DocumentedApi {
    private static final String LOCATION = "urn:bellwire:api";

    /**
     * An example of an answer.
     *
     * @param operation its id
     * @param schema where the schema of the answer stands in the document
     */
    public record Example(
            String operation,
            String method,
            String path,
            String status,
            String type,
            String schema,
            String name,
            JsonNode value) {
        @Override
        public String toString() {
            return operation + " " + status + " " + name;
        }
    }

    private final JsonNode document;
    private final SchemaRegistry schemas;

    public DocumentedApi(JsonNode document) {
        this.document = document;
        JsonNode strict = document.deepCopy();
        closeObjects(strict);
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                registry -> registry.schemas(Map.of(LOCATION, strict.toString()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    public JsonNode document() {
        return document;
    }

    /** What a value has against the schema at this place; a member that the schema does not name counts too. */
    public List<String> faults(String schema, JsonNode value) {
        return schemas.getSchema(SchemaLocation.of(LOCATION + "#" + schema)).validate(value).stream()
                .map(Object::toString)
                .toList();
    }

    /** Of all answers of all operations. */
    public List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        document.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .forEach(operation -> operation
                                .getValue()
                                .path("responses")
                                .propertyStream()
                                .forEach(response -> {
                                    String place = "/paths/" + escaped(path.getKey()) + "/" + operation.getKey()
                                            + "/responses/" + response.getKey();
                                    String found = response.getValue()
                                            .path("$ref")
                                            .asString("#" + place)
                                            .substring(1);
                                    document.at(found)
                                            .path("content")
                                            .propertyStream()
                                            .forEach(content -> {
                                                String schema =
                                                        found + "/content/" + escaped(content.getKey()) + "/schema";
                                                content.getValue()
                                                        .path("examples")
                                                        .propertyStream()
                                                        .forEach(example -> examples.add(new Example(
                                                                operation
                                                                        .getValue()
                                                                        .path("operationId")
                                                                        .asString(),
                                                                operation.getKey(),
                                                                path.getKey(),
                                                                response.getKey(),
                                                                content.getKey(),
                                                                schema,
                                                                example.getKey(),
                                                                example.getValue()
                                                                        .path("value"))));
                                            });
                                })));
        return examples;
    }

    /** The headers that an answer has to have, with a pattern for each. */
    public Map<String, String> headers(Example example) {
        String response = example.schema().substring(0, example.schema().indexOf("/content/"));
        return document.at(response)
                .path("headers")
                .propertyStream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        header -> document.at(header.getValue()
                                        .path("$ref")
                                        .asString()
                                        .substring(1))
                                .at("/schema/pattern")
                                .asString(".+")));
    }

    public static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static void closeObjects(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(DocumentedApi::closeObjects);
    }
}
