package io.bellwire.standalone;

import java.util.Map;

/**
 * One of the programs that the standalone runs.
 *
 * @param name also the name of its configuration file, such as {@code alert-ingest}
 * @param application its Spring Boot application class
 * @param port that it serves HTTP on
 * @param portSetting the environment variable that sets the port
 * @param properties what the standalone knows and the program cannot: secrets made at the first start, for example
 */
record Program(String name, Class<?> application, int port, String portSetting, Map<String, String> properties) {
    Program {
        properties = Map.copyOf(properties);
    }
}
