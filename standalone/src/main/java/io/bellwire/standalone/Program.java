package io.bellwire.standalone;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One of the programs that the standalone runs, each in a Spring context of its own that knows nothing of the others.
 *
 * @param name also the name of its configuration file, such as {@code alert-ingest}
 * @param application its Spring Boot application class
 * @param port that it serves HTTP on
 * @param portSetting the environment variable that sets the port
 * @param properties what the standalone knows and the program cannot, such as a secret made at the first start
 */
record Program(String name, Class<?> application, int port, String portSetting, Map<String, String> properties) {
    Program {
        properties = Map.copyOf(properties);
    }

    /**
     * Starts the program and returns when it is up.
     *
     * @param shared properties that every program here gets; its own win
     * @throws StartupException when it does not come up
     */
    ConfigurableApplicationContext start(Map<String, String> shared) {
        try {
            return new SpringApplicationBuilder(application)
                    .bannerMode(Banner.Mode.OFF)
                    .logStartupInfo(false)
                    .registerShutdownHook(false)
                    .run(arguments(shared));
        } catch (RuntimeException e) {
            throw new StartupException(name + " did not start: " + StartupException.reason(e), e);
        }
    }

    /** As command line arguments, since these win over the program's own file. */
    private String[] arguments(Map<String, String> shared) {
        Map<String, String> all = new LinkedHashMap<>(shared);
        all.putAll(properties);
        all.put("spring.config.name", name);
        all.put("server.port", Integer.toString(port));
        return all.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
    }
}
