package io.bellwire.ingest;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;

/** Takes alerts in over HTTP, checks them, and puts them on the topic {@code alerts}. */
// Its page is not a problem+json; RefusalAnswers has all answers.
@SpringBootApplication(exclude = ErrorMvcAutoConfiguration.class)
public class AlertIngestApplication {
    /** The name of this program's configuration file. */
    public static final String CONFIG_NAME = "alert-ingest";

    public static void main(String[] args) {
        new SpringApplicationBuilder(AlertIngestApplication.class)
                .properties("spring.config.name=" + CONFIG_NAME)
                .run(args);
    }
}
