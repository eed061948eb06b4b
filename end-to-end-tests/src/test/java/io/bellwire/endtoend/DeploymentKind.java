package io.bellwire.endtoend;

import java.io.IOException;
import java.nio.file.Path;

/** The ways in which users run Bellwire. */
enum DeploymentKind {
    STANDALONE {
        @Override
        Deployment start(Path directory) throws IOException {
            return Bellwire.start(directory);
        }
    },
    SERVICES_ON_KAFKA {
        @Override
        Deployment start(Path directory) throws IOException, InterruptedException {
            return Services.start(directory, KafkaProcess.start(directory.resolve("broker")));
        }
    },
    SERVICES_ON_KAFKA_IN_A_CONTAINER {
        @Override
        Deployment start(Path directory) throws IOException, InterruptedException {
            return Services.start(directory, KafkaInContainer.start());
        }
    };

    /** Starts it with its files in the directory, and returns when it is ready. */
    abstract Deployment start(Path directory) throws IOException, InterruptedException;
}
