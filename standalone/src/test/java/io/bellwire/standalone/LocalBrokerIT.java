package io.bellwire.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LocalBrokerIT {
    private static final String TOPIC = "alerts";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    @TempDir
    Path directory;

    @Test
    void goesOnWithItsDataAfterACleanStop() throws Exception {
        // Given
        try (LocalBroker broker = LocalBroker.start(directory, 0)) {
            createTopic(broker.bootstrapServers());
            write(broker.bootstrapServers(), "one", "two");
            commit(broker.bootstrapServers(), 1);
        }
        // When
        try (LocalBroker broker = LocalBroker.start(directory, 0)) {
            // Then
            assertThat(committed(broker.bootstrapServers())).isEqualTo(1);
            write(broker.bootstrapServers(), "three");
            assertThat(read(broker.bootstrapServers(), 3)).containsExactly("one", "two", "three");
        }
    }

    @Test
    void goesOnWithItsDataAfterAKill() throws Exception {
        // Given
        Process process = startProcess();
        try {
            String bootstrapServers = awaitListening(process);
            createTopic(bootstrapServers);
            write(bootstrapServers, "one", "two");
            commit(bootstrapServers, 2);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        // When
        try (LocalBroker broker = LocalBroker.start(directory, 0)) {
            // Then
            assertThat(read(broker.bootstrapServers(), 2)).containsExactly("one", "two");
            assertThat(committed(broker.bootstrapServers())).isEqualTo(2);
        }
    }

    @Test
    void takesRecordsOfFourMebibytes() throws Exception {
        try (LocalBroker broker = LocalBroker.start(directory, 0)) {
            createTopic(broker.bootstrapServers());
            String large = "x".repeat(4 << 20);

            write(broker.bootstrapServers(), large);

            assertThat(read(broker.bootstrapServers(), 1)).containsExactly(large);
        }
    }

    @Test
    void saysWhichPortIsTakenAndHowToChangeIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> LocalBroker.start(directory, taken.getLocalPort()))
                    .isInstanceOf(StartupException.class)
                    .hasMessage("port " + taken.getLocalPort() + " is taken by another program: stop it, or set"
                            + " BELLWIRE_KAFKA_PORT to a free port");
        }
        // And leaves nothing locked behind.
        LocalBroker.start(directory, 0).close();
    }

    @Test
    void refusesDataThatAnotherInstanceHasOpen() throws Exception {
        Process process = startProcess();
        try {
            awaitListening(process);

            assertThatThrownBy(() -> LocalBroker.start(directory, 0))
                    .isInstanceOf(StartupException.class)
                    .hasMessage("another Bellwire is running on the data in " + directory
                            + ": stop it, or set BELLWIRE_DATA_DIR to another directory");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void saysInOneLineThatItsDataIsOfAnotherKind() throws Exception {
        Path kafka = Files.createDirectories(directory.resolve("kafka"));
        Files.writeString(kafka.resolve("meta.properties"), "version=1\nnode.id=77\ncluster.id=other\n");

        assertThatThrownBy(() -> LocalBroker.start(directory, 0))
                .isInstanceOf(StartupException.class)
                .hasMessageStartingWith("the Kafka broker did not start on its data in " + kafka)
                .message()
                .doesNotContain("\n");
    }

    private Process startProcess() throws Exception {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Dlogback.configurationFile=logback-quiet.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        directory.toString(),
                        "0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String awaitListening(Process process) throws Exception {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("listening ")) {
                return line.substring("listening ".length());
            }
        }
        throw new AssertionError("the broker's process ended before it was listening");
    }

    private static void createTopic(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            NewTopic topic = new NewTopic(TOPIC, Optional.of(1), Optional.empty())
                    .configs(Map.of("max.message.bytes", Integer.toString((4 << 20) + (64 << 10))));
            admin.createTopics(List.of(topic)).all().get(20, TimeUnit.SECONDS);
        }
    }

    private static void write(String bootstrapServers, String... values) throws Exception {
        Map<String, Object> configuration = Map.of(
                "bootstrap.servers", bootstrapServers, "acks", "all", "max.request.size", Integer.toString(5 << 20));
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(configuration, new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(TOPIC, value)).get(20, TimeUnit.SECONDS);
            }
        }
    }

    private static List<String> read(String bootstrapServers, int count) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = consumer(bootstrapServers)) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            while (values.size() < count) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    values.add(record.value());
                }
            }
        }
        return values;
    }

    private static void commit(String bootstrapServers, long offset) {
        try (KafkaConsumer<String, String> consumer = consumer(bootstrapServers)) {
            consumer.assign(List.of(PARTITION));
            consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(offset)));
        }
    }

    private static long committed(String bootstrapServers) {
        try (KafkaConsumer<String, String> consumer = consumer(bootstrapServers)) {
            return consumer.committed(Set.of(PARTITION)).get(PARTITION).offset();
        }
    }

    private static KafkaConsumer<String, String> consumer(String bootstrapServers) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "group.id", "bellwire-test"),
                new StringDeserializer(),
                new StringDeserializer());
    }
}
