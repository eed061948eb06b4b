package io.bellwire.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One broker for all tests of this JVM that have topics of their own and do not kill it; it ends with the JVM. */
final class SharedKafka {
    private SharedKafka() {}

    static Broker broker() {
        return Shared.BROKER;
    }

    private static final class Shared {
        static final Broker BROKER = start();

        private static Broker start() {
            try {
                Path directory = Files.createTempDirectory("bellwire-kafka");
                KafkaProcess broker = KafkaProcess.start(directory);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(broker, directory)));
                return broker;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private static void end(KafkaProcess broker, Path directory) {
            try {
                broker.kill();
                delete(directory);
            } catch (IOException stays) {
                // The system cleans its temporary directory.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void delete(Path directory) throws IOException {
            List<Path> all;
            try (Stream<Path> files = Files.walk(directory)) {
                all = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }
}
