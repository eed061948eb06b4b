package io.bellwire.config.apidocs;

import io.bellwire.schemas.Alert;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Gives out what describes the interfaces of Bellwire, to everybody: it holds no secrets. */
@RestController
class PublishedDocuments {
    private static final MediaType JSON_SCHEMA = MediaType.parseMediaType("application/schema+json");

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

    private static <T> ResponseEntity<T> answer(MediaType type, T document) {
        return ResponseEntity.status(HttpStatus.OK).contentType(type).body(document);
    }
}
