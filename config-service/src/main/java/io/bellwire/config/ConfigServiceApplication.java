package io.bellwire.config;

import io.bellwire.schemas.NativeCompression;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The program in which operators say where alerts go: portal at {@code /}, API below {@code /api/v1}. */
@SpringBootApplication
@EnableConfigurationProperties(ConfigProperties.class)
public class ConfigServiceApplication {
    public static void main(String[] arguments) {
        NativeCompression.use();
        // All four programs share one class path in the standalone, so each file of properties has its program's name.
        new SpringApplicationBuilder(ConfigServiceApplication.class)
                .properties("spring.config.name=config-service")
                .run(arguments);
    }
}
