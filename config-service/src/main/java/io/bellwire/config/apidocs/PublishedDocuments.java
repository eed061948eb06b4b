package io.bellwire.config.apidocs;

import io.bellwire.schemas.Alert;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Gives out what describes the interfaces of Bellwire, to everybody: it holds no secrets. */
@RestController
class PublishedDocuments {
    private static final MediaType JSON_SCHEMA = MediaType.parseMediaType("application/schema+json");

    private static final Pattern AVRO_SCHEMA = Pattern.compile("[A-Z][A-Za-z]*-[0-9]+\\.avsc");

    private final ApiDocument api;

    PublishedDocuments(ApiDocument api) {
        this.api = api;
    }

    @GetMapping("/v3/api-docs")
    ResponseEntity<JsonNode> openApi() {
        return answer(MediaType.APPLICATION_JSON, api.content());
    }

    @GetMapping("/schemas/alert.json")
    ResponseEntity<Resource> alert() {
        return answer(JSON_SCHEMA, new ClassPathResource("alert.json", Alert.class));
    }

    @GetMapping("/schemas/asyncapi.yaml")
    ResponseEntity<Resource> asyncApi() {
        return answer(MediaType.APPLICATION_YAML, new ClassPathResource("asyncapi.yaml", Alert.class));
    }

    /** By the names that {@code asyncapi.yaml} has for them. */
    @GetMapping("/schemas/versions/{schema}")
    ResponseEntity<Resource> avro(@PathVariable("schema") String schema) {
        Resource file = new ClassPathResource("versions/" + schema, Alert.class);
        if (!AVRO_SCHEMA.matcher(schema).matches() || !file.exists()) {
            throw new ErrorResponseException(
                    HttpStatus.NOT_FOUND,
                    ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no schema of this name."),
                    null);
        }
        return answer(MediaType.APPLICATION_JSON, file);
    }

    private static <T> ResponseEntity<T> answer(MediaType type, T document) {
        return ResponseEntity.status(HttpStatus.OK).contentType(type).body(document);
    }
}
