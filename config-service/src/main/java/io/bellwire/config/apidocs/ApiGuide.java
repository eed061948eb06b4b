package io.bellwire.config.apidocs;

import io.bellwire.config.apidocs.ApiOperation.Answer;
import io.bellwire.config.apidocs.ApiOperation.Example;
import io.bellwire.config.apidocs.ApiOperation.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Tells people what the document of the API tells programs. */
@Component
public class ApiGuide {
    private static final String PORTAL = "http://127.0.0.1:8080";

    private final ApiDocument document;
    private final ObjectWriter json;

    ApiGuide(ApiDocument document, JsonMapper mapper) {
        this.document = document;
        json = mapper.writerWithDefaultPrettyPrinter();
    }

    /** Every operation, by subject, in the order of the document. */
    public List<Group> groups() {
        return document.content().path("tags").valueStream().map(this::group).toList();
    }

    private Group group(JsonNode tag) {
        String name = tag.path("name").asString();
        List<ApiOperation> operations = document.content()
                .path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(operation ->
                                name.equals(operation.getValue().at("/tags/0").asString()))
                        .map(operation -> operation(path.getKey(), operation)))
                .toList();
        return new Group(name, tag.path("description").asString(), operations);
    }

    private ApiOperation operation(String path, Map.Entry<String, JsonNode> entry) {
        JsonNode operation = entry.getValue();
        String method = entry.getKey().toUpperCase(Locale.ROOT);
        JsonNode body = bodySchema(operation);
        return new ApiOperation(
                operation.path("operationId").asString(),
                method,
                path,
                operation.path("summary").asString(),
                Arrays.asList(operation.path("description").asString().strip().split("\n\n")),
                operation.at("/servers/0/description").asString("the portal"),
                access(operation),
                operation
                        .path("parameters")
                        .valueStream()
                        .map(ApiField::parameter)
                        .toList(),
                body.path("description").asString(""),
                ApiField.members(body),
                requests(method, path, operation),
                operation.path("responses").propertyStream().map(this::answer).toList());
    }

    private String access(JsonNode operation) {
        return switch (scheme(operation)) {
            case "" -> "Nobody has to sign in.";
            case "ingestToken" -> "Needs the ingest token.";
            default -> operation.path("responses").has("403") ? "For admin." : "For admin and viewer.";
        };
    }

    /** The name of the one security scheme that holds; empty for none. */
    private String scheme(JsonNode operation) {
        JsonNode own = operation.path("security");
        JsonNode schemes = own.isMissingNode() ? document.content().path("security") : own;
        return schemes.isEmpty()
                ? ""
                : schemes.get(0).propertyNames().iterator().next();
    }

    /** The object in the body, or one of those that it holds. */
    private JsonNode bodySchema(JsonNode operation) {
        JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
        return document.resolved(schema.has("oneOf") ? schema.at("/oneOf/0") : schema);
    }

    private List<Example> requests(String method, String path, JsonNode operation) {
        JsonNode bodies = operation.at("/requestBody/content");
        List<Example> requests = new ArrayList<>();
        bodies.propertyStream()
                .forEach(body -> body.getValue()
                        .path("examples")
                        .propertyStream()
                        .map(Map.Entry::getValue)
                        .forEach(example -> requests.add(new Example(
                                example.path("summary").asString(),
                                curl(method, path, operation, body.getKey(), text(example.get("value")))))));
        if (bodies.isMissingNode()) {
            requests.add(new Example("", curl(method, path, operation, "", "")));
        }
        return requests;
    }

    private String curl(String method, String path, JsonNode operation, String contentType, String body) {
        String login = switch (scheme(operation)) {
            case "" -> "";
            case "ingestToken" -> "-H \"Authorization: Bearer $INGEST_TOKEN\"";
            default -> operation.path("responses").has("403") ? "-u admin" : "-u viewer";
        };
        List<JsonNode> parameters = operation.path("parameters").valueStream().toList();
        return CurlCommand.of(
                method, server(operation), path, parameters, login, contentType, body.isEmpty() ? null : body);
    }

    /** The operation's own server by its defaults, else the portal. No address is made of what a request says. */
    private static String server(JsonNode operation) {
        JsonNode server = operation.at("/servers/0");
        String address = server.path("url").asString(PORTAL);
        for (Map.Entry<String, JsonNode> variable : server.path("variables").properties()) {
            address = address.replace(
                    "{" + variable.getKey() + "}",
                    variable.getValue().path("default").asString());
        }
        return address;
    }

    private Answer answer(Map.Entry<String, JsonNode> entry) {
        JsonNode response = document.resolved(entry.getValue());
        List<Example> headers = response.path("headers")
                .propertyStream()
                .map(header -> new Example(
                        header.getKey(),
                        document.resolved(header.getValue()).path("description").asString()))
                .toList();
        JsonNode content = response.path("content");
        String type =
                content.isEmpty() ? "" : content.propertyNames().iterator().next();
        List<Example> examples = content.path(type)
                .path("examples")
                .propertyStream()
                .map(Map.Entry::getValue)
                .map(example -> new Example(example.path("summary").asString(""), text(example.get("value"))))
                .toList();
        return new Answer(entry.getKey(), response.path("description").asString(), type, headers, examples);
    }

    private String text(JsonNode value) {
        return value.isString() ? value.stringValue() : json.writeValueAsString(value);
    }
}
