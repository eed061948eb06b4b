package io.bellwire.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The document of the topics against the code that makes and fills them. */
class AsyncApiTest {
    private static final Map<String, Object> DOCUMENT = document();
    private static final String NO_PROGRAM = "producer";

    @Test
    void itIsAsyncApi3AndNamesNothingElseThanItsParts() {
        assertThat(DOCUMENT).containsEntry("asyncapi", "3.0.0");
        assertThat(DOCUMENT.keySet())
                .containsExactly(
                        "asyncapi", "info", "defaultContentType", "servers", "channels", "operations", "components");
    }

    @Test
    void itsChannelsAreTheTopics() {
        Map<String, String> addresses = new TreeMap<>();
        at("channels")
                .forEach((name, channel) ->
                        addresses.put(name, (String) map(channel).get("address")));

        assertThat(addresses.keySet())
                .isEqualTo(Arrays.stream(Topic.values())
                        .map(Topic::baseName)
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(addresses).allSatisfy((name, address) -> assertThat(address).isEqualTo(name));
    }

    @ParameterizedTest
    @EnumSource
    void topicIsCreatedAsItSays(Topic topic) {
        Map<String, Object> kafka = at("channels", topic.baseName(), "bindings", "kafka");
        Map<String, String> configuration = new TreeMap<>();
        map(kafka.get("topicConfiguration")).forEach((name, value) -> configuration.put(name, word(value)));

        assertThat(configuration).isEqualTo(new TreeMap<>(topic.configuration()));
        assertThat(kafka)
                .containsEntry(
                        "partitions", new Topics("", 12, null).newTopic(topic).numPartitions());
    }

    @ParameterizedTest
    @EnumSource
    void everyTopicHasAWriterAndAReader(Topic topic) {
        Set<String> actions = operations()
                .filter(operation -> channel(operation).equals(topic.baseName()))
                .map(operation -> (String) operation.get("action"))
                .collect(Collectors.toSet());

        assertThat(actions).containsExactlyInAnyOrder("send", "receive");
    }

    @Test
    void onlyTheFourProgramsAndOutsideProducersAct() {
        Set<String> programs =
                Arrays.stream(Service.values()).map(InstanceId::nameOf).collect(Collectors.toSet());
        programs.add(NO_PROGRAM);

        at("operations").forEach((name, operation) -> {
            String program = (String)
                    map(list(map(operation).get("tags")).iterator().next()).get("name");
            String verb = map(operation).get("action").equals("send") ? "-writes-" : "-reads-";
            assertThat(programs).contains(program);
            assertThat(name).isEqualTo(program + verb + channel(map(operation)));
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyMessageSaysWhatItsKeyIs(Topic topic) {
        assertThat((String) map(map(map(message(topic).get("bindings")).get("kafka"))
                                .get("key"))
                        .get("description"))
                .isNotBlank();
    }

    @Test
    void itsAvroSchemasAreThoseOfToday() throws IOException {
        Map<Topic, Schema> schemas = Map.of(
                Topic.ALERTS, Alert.SCHEMA$,
                Topic.SETTINGS, SyslogSettings.SCHEMA$,
                Topic.INSTANCES, InstanceStatus.SCHEMA$,
                Topic.FORMATTINGS, FormattingReceipt.SCHEMA$,
                Topic.DELIVERIES, DeliveryReceipt.SCHEMA$,
                Topic.TEST_REQUESTS, TestRequest.SCHEMA$,
                Topic.TEST_RESULTS, TestResult.SCHEMA$);
        for (Topic topic : Topic.values()) {
            Map<String, Object> payload = map(message(topic).get("payload"));
            boolean avro = String.valueOf(payload.get("schemaFormat")).contains("avro");
            assertThat(avro).as(topic.baseName()).isEqualTo(schemas.containsKey(topic));
            if (avro) {
                try (InputStream file = open(reference(payload.get("schema")))) {
                    assertThat(plain(new Schema.Parser().parse(file))).isEqualTo(plain(schemas.get(topic)));
                }
            }
        }
    }

    @Test
    void incomingAlertsAreThoseOfThePublishedSchema() throws IOException {
        Map<String, Object> payload = map(message(Topic.ALERTS_INCOMING).get("payload"));

        try (InputStream file = open(reference(payload.get("schema")))) {
            assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8)).contains("urn:bellwire:alert");
        }
    }

    @Test
    void itsHeadersAreThoseOfTheCode() {
        assertThat(headers(Topic.SYSLOG_MESSAGES))
                .containsExactlyInAnyOrder(
                        MessageHeaders.ALERT_PARTITION,
                        MessageHeaders.ALERT_OFFSET,
                        MessageHeaders.ACCEPTED_AT,
                        MessageHeaders.SETTINGS_REVISION,
                        MessageHeaders.FORMAT,
                        MessageHeaders.KIND);
        RejectedRecord rejected = new RejectedRecord("reason", "alerts", 0, 0, null, null);
        assertThat(headers(Topic.REJECTED))
                .containsExactlyInAnyOrderElementsOf(Stream.of(rejected.toProducerRecord(new Topics("", 1, null))
                                .headers()
                                .toArray())
                        .map(header -> header.key())
                        .toList());
        for (Topic topic : Topic.values()) {
            if (topic != Topic.SYSLOG_MESSAGES && topic != Topic.REJECTED) {
                assertThat(message(topic)).as(topic.baseName()).doesNotContainKey("headers");
            }
        }
    }

    private static Set<String> headers(Topic topic) {
        Map<String, Object> headers = map(message(topic).get("headers"));
        Set<String> names = map(headers.get("properties")).keySet();
        assertThat(list(headers.get("required"))).containsExactlyInAnyOrderElementsOf(List.copyOf(names));
        return names;
    }

    private static Map<String, Object> message(Topic topic) {
        Map<String, Object> messages = at("channels", topic.baseName(), "messages");
        assertThat(messages).hasSize(1);
        return at(reference(messages.values().iterator().next())
                .substring("#/".length())
                .split("/"));
    }

    private static Stream<Map<String, Object>> operations() {
        return at("operations").values().stream().map(AsyncApiTest::map);
    }

    private static String channel(Map<String, Object> operation) {
        return reference(operation.get("channel")).substring("#/channels/".length());
    }

    private static String reference(Object node) {
        return (String) Objects.requireNonNull(map(node).get("$ref"));
    }

    private static Map<String, Object> at(String... path) {
        Map<String, Object> node = DOCUMENT;
        for (String name : path) {
            assertThat(node).containsKey(name);
            node = map(node.get(name));
        }
        return node;
    }

    /** As Kafka writes a setting of several words. */
    private static String word(Object value) {
        return value instanceof List<?> words
                ? words.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(value);
    }

    private static String plain(Schema schema) {
        return schema.toString().replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\"");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        assertThat(node).isInstanceOf(Map.class);
        return (Map<String, Object>) node;
    }

    @SuppressWarnings("unchecked")
    private static Collection<Object> list(Object node) {
        assertThat(node).isInstanceOf(List.class);
        return (List<Object>) node;
    }

    private static Map<String, Object> document() {
        try (InputStream file = open("asyncapi.yaml")) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(Topic.class.getResourceAsStream(name), name);
    }
}
