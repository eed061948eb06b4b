package io.bellwire.sender;

import io.bellwire.schemas.NativeCompression;
import java.security.Security;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Delivers finished syslog messages to the SIEM. */
@SpringBootApplication
public class SyslogSenderApplication {
    public static void main(String[] args) {
        NativeCompression.use();
        forgetNamesAtOnce();
        new SpringApplicationBuilder(SyslogSenderApplication.class)
                .properties("spring.config.name=syslog-sender")
                .run(args);
    }

    /**
     * The JVM remembers an address for 30 seconds and an unknown name for 10, so that a SIEM that has moved would be looked
     * for at its old address. To be called before anything asks for a name; no effect afterwards.
     */
    public static void forgetNamesAtOnce() {
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }
}
