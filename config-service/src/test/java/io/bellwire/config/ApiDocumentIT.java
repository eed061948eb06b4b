package io.bellwire.config;

import static io.bellwire.config.RunningPortal.ADMIN;
import static io.bellwire.config.RunningPortal.SETTINGS;
import static io.bellwire.config.RunningPortal.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.config.apidocs.DocumentedApi;
import io.bellwire.config.apidocs.DocumentedApi.Example;
import io.bellwire.schemas.InstanceState;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the document of the API says of config-service is what the program does; the intake's part is tried end to end. */
@TestMethodOrder(OrderAnnotation.class)
class ApiDocumentIT {
    private static final String PREFIX = UUID.randomUUID() + ".";
    private static final String JSON = "application/json";
    private static final String SAVED = "saveSettings 200 saved";

    /** Answers that need a whole pipeline (tried end to end), or five searches at a time (tried in AlertLookupIT). */
    private static final Set<String> ELSEWHERE = Set.of(
            "sendTestMessage 200 tested",
            "findAlert 200 delivered",
            "findAlert 503 busy",
            "listRejected 200 one",
            "readMetrics 200 some");

    private static final Set<String> tried = new TreeSet<>();
    /** Kafka and what needs it to end soon. */
    private static final Deque<AutoCloseable> kafka = new ArrayDeque<>();

    private static RunningPortal portal;
    private static DocumentedApi api;

    @BeforeAll
    static void start() {
        TestBroker broker = TestBroker.start();
        kafka.push(broker);
        kafka.push(new PipelineRecords(broker, PREFIX));
        kafka.push(broker.sensor(PREFIX, "DC01", InstanceState.STANDING_BY));
        portal = RunningPortal.start(broker.address(), PREFIX);
        await().untilAsserted(() ->
                assertThat(portal.get(ADMIN, "/api/v1/sensors").body()).contains("\"DC01\""));
        api = new DocumentedApi(json(portal.get("", "/v3/api-docs")));
    }

    @AfterAll
    static void stop() throws Exception {
        if (portal != null) {
            portal.close();
        }
        endKafka();
    }

    @Test
    @Order(1)
    void everybodyMayReadWhatDescribesTheApiAndNothingElse() {
        HttpResponse<String> openApi = portal.get("", "/v3/api-docs");
        HttpResponse<String> alert = portal.get("", "/schemas/alert.json");

        assertThat(openApi.statusCode()).isEqualTo(200);
        assertThat(openApi.headers().firstValue("Content-Type")).contains(JSON);
        assertThat(alert.statusCode()).isEqualTo(200);
        assertThat(alert.headers().firstValue("Content-Type")).contains("application/schema+json");
        assertThat(json(alert).path("$id").asString()).isEqualTo("urn:bellwire:alert");
        HttpResponse<String> topics = portal.get("", "/schemas/asyncapi.yaml");
        assertThat(topics.headers().firstValue("Content-Type")).contains("application/yaml");
        Matcher schemas = Pattern.compile("versions/[^}]+").matcher(topics.body());
        assertThat(schemas.results())
                .hasSize(7)
                .allSatisfy(schema -> assertThat(json(portal.get("", "/schemas/" + schema.group()))
                                .path("type")
                                .asString())
                        .isEqualTo("record"));
        for (String absent : List.of("Alert-1.hex", "Alert.avsc", "..%5cAlert-1.avsc", "Alert-1.avsc.class")) {
            assertThat(portal.get("", "/schemas/versions/" + absent).statusCode())
                    .as(absent)
                    .isIn(400, 404);
        }
        assertThat(portal.get("", "/schemas/Topic.class").statusCode()).isEqualTo(404);
        HttpResponse<String> nothing = portal.get("", "/schemas/nothing.json", "Accept", "text/html");
        assertThat(nothing.statusCode()).isEqualTo(404);
        assertThat(nothing.headers().firstValue("Content-Type")).contains("application/problem+json");
        for (String closed : List.of("/api", "/v3", "/v3/api-docs/config", "/schemas", "/schemas/a/b")) {
            assertThat(portal.get("", closed).statusCode()).as(closed).isEqualTo(401);
        }
        assertThat(portal.send("POST", "", "/v3/api-docs", "").statusCode()).isIn(401, 403);
    }

    @Test
    @Order(1)
    void everyOperationIsMappedAndEveryMappingDocumented() {
        Set<String> mapped = portal.parts(RequestMappingHandlerMapping.class).stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(ApiDocumentIT::operations)
                .filter(operation -> operation.matches("\\w+ /(api/|v3/|schemas/).*"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> documented = api.document()
                .path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(operation -> !operation.getValue().has("servers"))
                        .map(operation -> operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isEqualTo(mapped);
    }

    @Test
    @Order(2)
    void nothingIsThereBeforeItIsSaved() {
        assertAnswer("readSettings 404 never", portal.get(VIEWER, SETTINGS));
        assertProblemOfSchema(portal.get("", "/schemas/versions/Alert-0.avsc"));
        assertAnswer("findAlert 404 unknown", portal.get(VIEWER, "/api/v1/alerts?id=3f0c6d62-1"));
    }

    @Test
    @Order(3)
    void everyOperationAsksWhoIsThere() {
        for (Example example : examplesOf("401")) {
            assertAnswer(example.toString(), send("", example, JSON, ""));
        }
        for (Example example : examplesOf("403")) {
            assertAnswer(example.toString(), send(VIEWER, example, JSON, "{}"));
        }
    }

    @Test
    @Order(3)
    void everyBodyIsHeldToItsTypeAndSize() {
        for (Example example : examplesOf("413")) {
            assertAnswer(example.toString(), send(ADMIN, example, JSON, " ".repeat(65_537)));
        }
        for (Example example : examplesOf("415")) {
            assertAnswer(example.toString(), send(ADMIN, example, "text/plain", "x"));
        }
    }

    @Test
    @Order(4)
    void settingsAreSavedAsDocumented() {
        assertAnswer("saveSettings 428 unbased", portal.put(ADMIN, request("saveSettings", "saved")));
        assertAnswer("saveSettings 400 header", portal.put(ADMIN, request("saveSettings", "saved"), "If-Match", "3"));
        assertAnswer(
                "saveSettings 400 faulty", portal.put(ADMIN, request("saveSettings", "faulty"), "If-None-Match", "*"));
        HttpResponse<String> saved = portal.put(ADMIN, request("saveSettings", "saved"), "If-None-Match", "*");
        assertAnswer(SAVED, saved);
        assertAnswer(
                "saveSettings 412 overtaken",
                portal.put(ADMIN, request("saveSettings", "saved"), "If-None-Match", "*"));
        assertAnswer("readSettings 200 saved", portal.get(VIEWER, SETTINGS));
        assertAnswer("readHistory 200 one", portal.get(VIEWER, SETTINGS + "/history"));
    }

    @Test
    @Order(5)
    void whatIsTriedAndLookedUpIsAnsweredAsDocumented() {
        String test = SETTINGS + "/test";
        assertAnswer("sendTestMessage 400 faulty", post(test, request("sendTestMessage", "faulty")));
        assertAnswer("sendTestMessage 404 unknown", post(test, request("sendTestMessage", "unknown")));
        assertAnswer("sendTestMessage 504 silent", post(test, request("sendTestMessage", "tested")));
        String preview = SETTINGS + "/preview";
        assertAnswer("previewMessages 400 faulty", post(preview, request("previewMessages", "faulty")));
        assertFits("previewMessages 200 shown", post(preview, request("previewMessages", "shown")));
        assertAnswer("findAlert 400 faulty", portal.get(VIEWER, "/api/v1/alerts?around=yesterday"));
        assertAnswer("listRejected 400 faulty", portal.get(VIEWER, "/api/v1/rejected?limit=501"));
        assertFits("listSensors 200 one", portal.get(VIEWER, "/api/v1/sensors"));
        assertFits("readPipeline 200 running", portal.get(VIEWER, "/api/v1/pipeline"));
        for (String probe : List.of("readHealth", "readLiveness", "readReadiness")) {
            assertFits(
                    probe + " 200 up", portal.get("", example(probe + " 200 up").path()));
        }
        assertThat(portal.get("", "/actuator/prometheus").body()).contains("bellwire_settings_revision{service=");
    }

    @Test
    @Order(6)
    void pageTellsEveryOperation() {
        String page = portal.get(VIEWER, "/api").body();

        api.document()
                .path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .forEach(operation -> assertThat(page)
                                .contains(
                                        path.getKey(),
                                        "id=\"" + operation.path("operationId").asString() + "\"",
                                        operation.path("summary").asString())));
        assertThat(page)
                .contains(
                        "curl -sS -X PUT &#39;http://127.0.0.1:8080" + SETTINGS + "&#39;",
                        "Authorization: Bearer $INGEST_TOKEN",
                        "http://127.0.0.1:8081/api/v1/alerts",
                        "If-Match: &quot;1&quot;",
                        "Nothing was accepted: 2 faults")
                .doesNotContain("style=", "<script", "${");
    }

    @Test
    @Order(7)
    void kafkaThatDoesNotAnswerIsToldAsDocumented() throws Exception {
        endKafka();

        assertAnswer(
                "saveSettings 503 kafka", portal.put(ADMIN, request("saveSettings", "saved"), "If-Match", "\"1\""));
        assertAnswer("sendTestMessage 503 kafka", post(SETTINGS + "/test", request("sendTestMessage", "tested")));
        assertAnswer("findAlert 503 kafka", portal.get(VIEWER, "/api/v1/alerts?id=3f0c6d62-1"));
        assertAnswer("listRejected 503 kafka", portal.get(VIEWER, "/api/v1/rejected"));
        assertAnswer("readPipeline 503 kafka", portal.get(VIEWER, "/api/v1/pipeline"));
    }

    @Test
    @Order(8)
    void wrongPasswordsAreThrottledAsDocumented() {
        IntStream.range(0, 5).forEach(i -> portal.get("viewer:wrong", SETTINGS));

        for (Example example : examplesOf("429")) {
            assertAnswer(example.toString(), send("viewer:wrong", example, JSON, "{}"));
        }
    }

    @Test
    @Order(9)
    void everyDocumentedAnswerWasTried() {
        Set<String> documented = api.examples().stream()
                .filter(example -> !example.operation().equals("acceptAlerts"))
                // A program that is not well cannot be had on order.
                .filter(example -> !example.name().equals("stopping"))
                .map(Example::toString)
                .filter(example -> !ELSEWHERE.contains(example))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(tried).isEqualTo(documented);
    }

    private static void endKafka() throws Exception {
        while (!kafka.isEmpty()) {
            kafka.pop().close();
        }
    }

    /** Its path is not that of the document. */
    private static void assertProblemOfSchema(HttpResponse<String> answer) {
        String name = "readAvroSchema 404 unknown";
        assertFits(name, answer);
        assertThat(json(answer)).isEqualTo(example(name).value());
    }

    /** The answer is the example, but for times and the path in a problem that many operations share. */
    private static void assertAnswer(String name, HttpResponse<String> answer) {
        Example example = example(name);
        JsonNode expected = example.value().deepCopy();
        if (expected instanceof ObjectNode problem && expected.has("instance")) {
            problem.put("instance", example.path());
        }
        JsonNode actual = json(answer);
        expected.findParents("savedAt")
                .forEach(saved -> ((ObjectNode) saved).set("savedAt", actual.findValue("savedAt")));

        assertFits(name, answer);
        assertThat(actual).as(name).isEqualTo(expected);
    }

    /** Status, type, headers and members are those that are documented. */
    private static void assertFits(String name, HttpResponse<String> answer) {
        Example example = example(name);
        tried.add(name);
        assertThat(answer.statusCode()).as(name + answer.body()).isEqualTo(Integer.parseInt(example.status()));
        assertThat(answer.headers().firstValue("Content-Type")).as(name).contains(example.type());
        api.headers(example)
                .forEach((header, pattern) -> assertThat(answer.headers().firstValue(header))
                        .as(name + " " + header)
                        .hasValueSatisfying(value -> assertThat(value).matches(pattern)));
        assertThat(api.faults(example.schema(), json(answer))).as(name).isEmpty();
    }

    private static Example example(String name) {
        return api.examples().stream()
                .filter(example -> example.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not documented"));
    }

    private static List<Example> examplesOf(String status) {
        return api.examples().stream()
                .filter(example -> example.status().equals(status))
                .filter(example -> !example.operation().equals("acceptAlerts"))
                .toList();
    }

    private static String request(String operation, String name) {
        return api.document()
                .path("paths")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .filter(candidate -> candidate.path("operationId").asString().equals(operation))
                .findFirst()
                .orElseThrow()
                .at("/requestBody/content/application~1json/examples/" + name + "/value")
                .toString();
    }

    private static HttpResponse<String> send(String login, Example example, String type, String body) {
        String method = example.method().toUpperCase(Locale.ROOT);
        return method.equals("GET")
                ? portal.get(login, example.path())
                : portal.send(method, login, example.path(), body, "Content-Type", type, "If-None-Match", "*");
    }

    private static HttpResponse<String> post(String path, String body) {
        return portal.send("POST", ADMIN, path, body, "Content-Type", JSON);
    }

    private static Stream<String> operations(RequestMappingInfo mapping) {
        return mapping.getPatternValues().stream()
                .flatMap(path ->
                        mapping.getMethodsCondition().getMethods().stream().map(method -> method + " " + path));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
