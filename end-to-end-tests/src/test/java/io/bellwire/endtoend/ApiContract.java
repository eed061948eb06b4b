package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document that a running portal gives out, and whether answers keep it. */
final class ApiContract {
    private static final String LOCATION = "urn:bellwire:api";

    private final JsonNode document;
    private final SchemaRegistry schemas;

    ApiContract(HttpResponse<String> openApi) {
        document = json(openApi.body());
        JsonNode strict = document.deepCopy();
        closeObjects(strict);
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                registry -> registry.schemas(Map.of(LOCATION, strict.toString()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    /** The body of a documented request. */
    String request(String path, String method, String type, String example) {
        JsonNode value = document.at("/paths/" + escaped(path) + "/" + method + "/requestBody/content/" + escaped(type)
                + "/examples/" + example + "/value");
        assertThat(value.isMissingNode()).as(path + " " + example).isFalse();
        return value.isString() ? value.stringValue() : value.toString();
    }

    /** The answer has this status, the documented type, and no member that is not documented. */
    void assertKept(String path, String method, int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
        String type = answer.headers().firstValue("Content-Type").orElseThrow().replaceFirst(";.*", "");
        String schema = response(path, method, status) + "/content/" + escaped(type) + "/schema";
        assertThat(document.at(schema).isMissingNode()).as(path + " " + type).isFalse();
        assertThat(schemas.getSchema(SchemaLocation.of(LOCATION + "#" + schema)).validate(json(answer.body())))
                .as(path + " " + answer.body())
                .isEmpty();
    }

    /** The same, and the body is that of the example. */
    void assertAnswered(String path, String method, int status, String example, HttpResponse<String> answer) {
        assertKept(path, method, status, answer);
        JsonNode examples = document.at(response(path, method, status)).findValue("examples");
        assertThat(json(answer.body())).isEqualTo(examples.at("/" + example + "/value"));
    }

    private String response(String path, String method, int status) {
        String place = "/paths/" + escaped(path) + "/" + method + "/responses/" + status;
        return document.at(place).path("$ref").asString("#" + place).substring(1);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static void closeObjects(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(ApiContract::closeObjects);
    }
}
