package io.bellwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertDestination;
import io.bellwire.schemas.AlertSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The published JSON Schema of an alert against the intake, which decides. */
class AlertSchemaTest {
    /** What JSON Schema cannot say: a number's notation, the calendar, the groups of an IPv6 address. */
    private static final Set<String> BEYOND_SCHEMA = Set.of(
            "{\"externalId\": 2003.0}",
            "{\"destination\": {\"port\": 1e3}}",
            "{\"startTime\": \"2026-02-30T08:00:00Z\"}",
            "{\"startTime\": \"2026-11-24T08:00:60Z\"}",
            "{\"startTime\": \"2026-11-24T08:00:61Z\"}",
            "{\"startTime\": \"1677-09-21T00:12:43.145224191Z\"}",
            "{\"startTime\": \"2262-04-11T23:47:16.854775808Z\"}",
            "{\"source\": {\"ip\": \"1::2::3\"}}",
            "{\"source\": {\"ip\": \"1:2:3:4:5:6:7\"}}");

    private static final JsonNode DOCUMENT = AlertSchema.DOCUMENT;

    @Test
    void isValidByItsOwnMetaSchema() {
        assertThat(AlertSchema.faultsOfItself()).isEmpty();
    }

    @Test
    void itsFieldsAreThoseOfTheAlert() {
        assertThat(names("/properties")).isEqualTo(avro(Alert.getClassSchema(), "acceptedAt"));
        assertThat(names("/properties/source/properties")).isEqualTo(avro(AlertSource.getClassSchema()));
        assertThat(names("/properties/destination/properties")).isEqualTo(avro(AlertDestination.getClassSchema()));
    }

    @Test
    void itsFieldsAreThoseThatTheIntakeKnows() {
        for (String field : names("/properties")) {
            assertThat(messages(SampleRequests.changed("{\"" + field + "\":null}")))
                    .as(field)
                    .noneMatch(message -> message.contains("is no field"));
        }
    }

    @Test
    void everyFieldSaysWhatItMeans() {
        for (String place : List.of("", "/properties/source", "/properties/destination")) {
            DOCUMENT.at(place + "/properties")
                    .propertyStream()
                    .forEach(field -> assertThat(
                                    field.getValue().path("description").asString(""))
                            .as(place + " " + field.getKey())
                            .isNotBlank());
        }
    }

    @ParameterizedTest
    @MethodSource("goodAlerts")
    void takesEveryAlertThatTheIntakeTakes(String alert) {
        assertThat(messages(alert)).isEmpty();
        assertThat(AlertSchema.faults(alert)).isEmpty();
    }

    static Stream<String> goodAlerts() throws IOException {
        Stream<String> golden = lines("golden-lines.txt")
                .filter(line -> line.startsWith("alert "))
                .map(line -> line.substring(line.indexOf('{')));
        Stream<String> own = DOCUMENT.get("examples").valueStream().map(JsonNode::toString);
        Stream<String> samples = Stream.of(
                SampleRequests.full("a-1"),
                SampleRequests.minimal("a-1"),
                SampleRequests.health("a-1"),
                SampleRequests.changed(
                        "{\"name\":null,\"trigger\":null,\"source\":null,\"extension\":{\"reason\":null}}"),
                SampleRequests.changed("{\"sensor\":\"DC01.contoso.com\"}"),
                SampleRequests.changed("{\"sensor\":\"fe80::1%eth0\"}"),
                SampleRequests.changed("{\"sensor\":\"büro-7\"}"),
                SampleRequests.changed("{\"source\":{\"ip\":\" 10.0.0.1 \"},\"destination\":{\"ip\":\"\"}}"),
                SampleRequests.changed("{\"source\":{\"ip\":\"::ffff:10.0.0.1\"}}"),
                SampleRequests.changed("{\"startTime\":\"2026-11-24T08:00Z\"}"),
                SampleRequests.changed("{\"startTime\":\"2026-12-31T23:59:60.5Z\"}"));
        return Stream.of(golden, own, samples).flatMap(alerts -> alerts);
    }

    @ParameterizedTest
    @MethodSource("badAlerts")
    void refusesWhatTheIntakeRefuses(String change) {
        String alert = SampleRequests.changed(change);

        assertThat(messages(alert)).isNotEmpty();
        assertThat(AlertSchema.faults(alert))
                .as(change)
                .satisfies(faults -> assertThat(faults.isEmpty()).isEqualTo(BEYOND_SCHEMA.contains(change)));
    }

    static Stream<String> badAlerts() throws IOException {
        return lines("bad-fields.txt")
                .filter(line -> line.startsWith("{"))
                .map(line -> line.substring(0, line.indexOf(" => ")).strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"id", "type", "name", "sensor", "vendor", "product", "productVersion", "protocol", "outcome"})
    void textIsHeldToTheSameLength(String field) {
        textIsHeldToTheSameLength(field, "/properties/" + field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"message", "url"})
    void longTextIsHeldToTheSameLength(String field) {
        textIsHeldToTheSameLength(field, "/properties/" + field);
    }

    private static void textIsHeldToTheSameLength(String field, String place) {
        int longest = DOCUMENT.at(place).get("maxLength").asInt();
        String good = SampleRequests.changed("{\"" + field + "\":\"" + "x".repeat(longest) + "\"}");
        String bad = SampleRequests.changed("{\"" + field + "\":\"" + "x".repeat(longest + 1) + "\"}");

        assertThat(messages(good)).isEmpty();
        assertThat(AlertSchema.faults(good)).isEmpty();
        assertThat(messages(bad)).isNotEmpty();
        assertThat(AlertSchema.faults(bad)).isNotEmpty();
    }

    @Test
    void namesTheKeysThatFieldsFill() throws IOException {
        Set<String> named = DOCUMENT.at("/properties/extension/propertyNames/not/enum")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> refused = resourceLines(Alert.class, "/io/bellwire/cef/dictionary.txt")
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" ", 2)[0])
                .filter(key -> messages(SampleRequests.changed("{\"extension\":{\"" + key + "\":\"1\"}}")).stream()
                        .anyMatch(message -> message.contains("is filled by a field")))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isEqualTo(refused);
    }

    private static List<String> messages(String alert) {
        Faults faults = new Faults();
        SampleRequests.decoder().document(SampleRequests.utf8(alert), Instant.EPOCH, faults);
        return faults.listed().stream()
                .map(fault -> fault.field() + " " + fault.message())
                .toList();
    }

    private static Set<String> names(String place) {
        return new TreeSet<>(DOCUMENT.at(place).propertyNames());
    }

    private static Set<String> avro(Schema schema, String... without) {
        Set<String> names =
                schema.getFields().stream().map(Schema.Field::name).collect(Collectors.toCollection(TreeSet::new));
        names.removeAll(List.of(without));
        return names;
    }

    private static Stream<String> lines(String name) throws IOException {
        return resourceLines(AlertSchemaTest.class, name);
    }

    private static Stream<String> resourceLines(Class<?> beside, String name) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(beside.getResourceAsStream(name), name), StandardCharsets.UTF_8))) {
            return reader.lines().toList().stream();
        }
    }
}
