package io.bellwire.config.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.config.apidocs.DocumentedApi.Example;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The document by itself; {@code ApiDocumentIT} compares it with what the program does. */
class ApiDocumentTest {
    private static final DocumentedApi API = new DocumentedApi(new ApiDocument(JsonMapper.shared()).content());

    @Test
    void isOpenApi31ThatOthersCanRead() {
        SwaggerParseResult read =
                new OpenAPIV3Parser().readContents(API.document().toString());

        assertThat(read.getMessages()).isEmpty();
        assertThat(read.getOpenAPI().getSpecVersion()).isEqualTo(SpecVersion.V31);
        assertThat(read.getOpenAPI().getPaths())
                .hasSize(API.document().path("paths").size());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = API.document().findValues("$ref").stream()
                .map(JsonNode::asString)
                .distinct()
                .toList();

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                API.document().at(reference.substring(1)).isObject())
                        .as(reference)
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("answers")
    void exampleOfAnAnswerFitsItsSchema(Example example) {
        assertThat(API.faults(example.schema(), example.value())).isEmpty();
        if (example.type().equals("application/problem+json")) {
            assertThat(example.value().path("status").asString()).isEqualTo(example.status());
        }
    }

    static Stream<Example> answers() {
        return API.examples().stream();
    }

    @Test
    void exampleOfARequestFitsItsSchemaUnlessItIsToBeRefused() {
        operations()
                .forEach(operation -> operation
                        .at("/requestBody/content/application~1json/examples")
                        .propertyStream()
                        .forEach(example -> {
                            String body = operation
                                    .at("/requestBody/content/application~1json/schema")
                                    .path("$ref")
                                    .asString("#" + INTAKE_BODY)
                                    .substring(1);
                            assertThat(API.faults(body, example.getValue().get("value"))
                                            .isEmpty())
                                    .as(operation.path("operationId").asString() + " " + example.getKey())
                                    .isEqualTo(!example.getKey().equals("faulty"));
                        }));
    }

    private static final String INTAKE_BODY =
            "/paths/~1api~1v1~1alerts/post/requestBody/content/application~1json/schema";

    @Test
    void everyRequestSaysWhatItIsAnswered() {
        operations().forEach(operation -> {
            Set<String> answered = new HashSet<>();
            API.examples().stream()
                    .filter(example -> example.operation()
                            .equals(operation.path("operationId").asString()))
                    .forEach(example -> answered.add(example.name()));
            operation
                    .at("/requestBody/content")
                    .forEach(content -> assertThat(answered)
                            .containsAll(content.path("examples").propertyNames()));
        });
    }

    @Test
    void everyOperationAndEveryMemberIsDescribed() {
        operations().forEach(operation -> {
            String id = operation.path("operationId").asString();
            assertThat(operation.path("summary").asString("")).as(id).isNotBlank();
            assertThat(operation.path("description").asString("")).as(id).isNotBlank();
            assertThat(operation.path("tags")).as(id).hasSize(1);
        });
        API.document()
                .at("/components/schemas")
                .propertyStream()
                .forEach(schema -> ApiField.members(schema.getValue())
                        .forEach(member -> assertThat(member.description())
                                .as(schema.getKey() + "." + member.name())
                                .isNotBlank()));
    }

    @Test
    void whoeverHasToSignInIsToldWhatHappensWithoutIt() {
        operations()
                .filter(operation -> !operation.path("security").isArray()
                        || !operation.path("security").isEmpty())
                .forEach(operation -> assertThat(operation.at("/responses").propertyNames())
                        .as(operation.path("operationId").asString())
                        .contains("401"));
    }

    private static Stream<JsonNode> operations() {
        return API.document().path("paths").valueStream().flatMap(JsonNode::valueStream);
    }
}
