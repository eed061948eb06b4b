package io.bellwire.standalone;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Reads the standalone's properties the way Spring Boot does, and sets logging up for the whole JVM. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StandaloneProperties.class)
class StandaloneEnvironment {
    /** Set by the start script, so that the default data directory is in the checkout wherever one calls it from. */
    private static final String HOME_PROPERTY = "bellwire.home";

    /**
     * @param options properties of the command line, which win over all others
     * @throws StartupException when a property is unusable; the message names it
     */
    static StandaloneProperties read(Map<String, String> options) {
        String home = System.getProperty(HOME_PROPERTY, ".");
        try {
            // Never closed: that would take logging down with it.
            ConfigurableApplicationContext context = new SpringApplicationBuilder(StandaloneEnvironment.class)
                    .web(WebApplicationType.NONE)
                    .bannerMode(Banner.Mode.OFF)
                    .logStartupInfo(false)
                    .registerShutdownHook(false)
                    .properties(Map.of("spring.config.name", "standalone", "bellwire.data-dir", home + "/data"))
                    .run(arguments(options));
            return context.getBean(StandaloneProperties.class);
        } catch (RuntimeException e) {
            throw PropertyRefusal.of(e);
        }
    }

    /**
     * Leaves logging as it is from now on: each Spring Boot application would set it up anew for the whole JVM at its
     * start and take it down at its end.
     */
    static void keepLogging() {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    }

    private static String[] arguments(Map<String, String> options) {
        return options.entrySet().stream()
                .map(option -> "--" + option.getKey() + "=" + option.getValue())
                .toArray(String[]::new);
    }
}
