package io.bellwire.sender;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Delivers finished syslog messages to the SIEM. */
@SpringBootApplication
public class SyslogSenderApplication {
    public static void main(String[] args) {
        new SpringApplicationBuilder(SyslogSenderApplication.class)
                .properties("spring.config.name=syslog-sender")
                .run(args);
    }
}
