package io.bellwire.formatter;

import io.bellwire.schemas.InstanceId;
import io.bellwire.schemas.NativeCompression;
import java.util.Map;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Formats accepted alerts as CEF inside syslog, each batch in one Kafka transaction. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SyslogFormatterApplication {
    public static void main(String[] args) {
        NativeCompression.use();
        builder().run(args);
    }

    /** The program as it runs alone; properties and arguments that are given later win. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(SyslogFormatterApplication.class)
                .properties(Map.of(
                        "spring.config.name", "syslog-formatter", "bellwire.host-name", InstanceId.localHostName()));
    }
}
