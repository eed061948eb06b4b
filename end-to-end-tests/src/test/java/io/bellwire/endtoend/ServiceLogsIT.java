package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.schemas.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a service prints where it runs by itself. */
@Timeout(200)
class ServiceLogsIT {
    @TempDir
    private Path directory;

    @Test
    void plainLinesEndWithTheirKeyValues() throws Exception {
        List<String> lines = linesOfAStart("plain-", "");

        assertThat(lines)
                .anySatisfy(
                        line -> assertThat(line)
                                .matches(
                                        "20[0-9-]{8}T[0-9:.]{12}\\S+ INFO  TopicCreation: Topic created topic=\"plain-alerts\""));
    }

    @Test
    void everyLineIsAnObjectWhereJsonIsWanted() throws Exception {
        List<JsonNode> objects = new ArrayList<>();
        for (String line : linesOfAStart("json-", "ecs")) {
            objects.add(new JsonMapper().readTree(line));
        }

        assertThat(objects)
                .allSatisfy(object ->
                        assertThat(object.get("service").get("name").asString()).isEqualTo("syslog-formatter"))
                .anySatisfy(object -> {
                    assertThat(object.get("message").asString()).isEqualTo("Topic created");
                    assertThat(object.get("topic").asString()).isEqualTo("json-alerts");
                });
    }

    private List<String> linesOfAStart(String prefix, String format) throws IOException {
        Map<String, String> environment = Map.of(
                "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                SharedKafka.broker().bootstrapServers(),
                "BELLWIRE_TOPIC_PREFIX",
                prefix,
                "BELLWIRE_TOPIC_PARTITIONS",
                "1",
                "LOGGING_STRUCTURED_FORMAT_CONSOLE",
                format);
        try (ServiceProcess formatter = ServiceProcess.start(Service.SYSLOG_FORMATTER, environment, directory)) {
            formatter.awaitReady();
        }
        try (var logs = Files.newDirectoryStream(directory, "syslog-formatter-*.log")) {
            return Files.readAllLines(logs.iterator().next());
        }
    }
}
