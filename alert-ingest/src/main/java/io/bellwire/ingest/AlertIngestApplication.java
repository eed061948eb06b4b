package io.bellwire.ingest;

import io.bellwire.schemas.InstanceId;
import io.bellwire.schemas.NativeCompression;
import java.util.Map;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;

/** Takes alerts in over HTTP and Kafka, checks them, and puts them on the topic {@code alerts}. */
// Its page is not a problem+json; RefusalAnswers has all answers.
@SpringBootApplication(exclude = ErrorMvcAutoConfiguration.class)
public class AlertIngestApplication {
    /** The name of this program's configuration file. */
    public static final String CONFIG_NAME = "alert-ingest";

    public static void main(String[] args) {
        NativeCompression.use();
        builder().run(args);
    }

    /** The program as it runs alone; properties and arguments that are given later win. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(AlertIngestApplication.class)
                .properties(
                        Map.of("spring.config.name", CONFIG_NAME, "bellwire.host-name", InstanceId.localHostName()));
    }
}
