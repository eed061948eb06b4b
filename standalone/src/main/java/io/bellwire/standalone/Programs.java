package io.bellwire.standalone;

import io.bellwire.config.ConfigServiceApplication;
import io.bellwire.formatter.SyslogFormatterApplication;
import io.bellwire.ingest.AlertIngestApplication;
import io.bellwire.sender.SyslogSenderApplication;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The programs that run here, in the order in which an alert meets them, which is also the order in which they stop. */
final class Programs {
    private static final String SECURITY = "org.springframework.boot.security";
    private static final String PAGES = "org.springframework.boot.thymeleaf";
    private static final String STREAM = "org.springframework.cloud,org.springframework.boot.integration";

    private Programs() {}

    static List<Program> of(StandaloneProperties properties, Secrets secrets) {
        return List.of(
                new Program(
                        "alert-ingest",
                        AlertIngestApplication.class,
                        properties.ingestPort(),
                        "BELLWIRE_INGEST_PORT",
                        Map.of(
                                "bellwire.ingest-token",
                                secrets.ingestToken().text(),
                                OwnAutoConfiguration.LEAVE_OUT_PROPERTY,
                                String.join(",", SECURITY, PAGES))),
                new Program(
                        "syslog-formatter",
                        SyslogFormatterApplication.class,
                        properties.formatterPort(),
                        "BELLWIRE_FORMATTER_PORT",
                        Map.of(OwnAutoConfiguration.LEAVE_OUT_PROPERTY, String.join(",", SECURITY, PAGES))),
                new Program(
                        "syslog-sender",
                        SyslogSenderApplication.class,
                        properties.senderPort(),
                        "BELLWIRE_SENDER_PORT",
                        Map.of(OwnAutoConfiguration.LEAVE_OUT_PROPERTY, String.join(",", SECURITY, PAGES, STREAM))),
                new Program(
                        "config-service",
                        ConfigServiceApplication.class,
                        properties.portalPort(),
                        "BELLWIRE_PORTAL_PORT",
                        configService(properties, secrets)));
    }

    private static Map<String, String> configService(StandaloneProperties properties, Secrets secrets) {
        Map<String, String> own = new HashMap<>();
        own.put("bellwire.admin-password", secrets.adminPassword().text());
        own.put(OwnAutoConfiguration.LEAVE_OUT_PROPERTY, STREAM);
        if (properties.viewerPassword() != null) {
            own.put("bellwire.viewer-password", properties.viewerPassword());
        }
        if (properties.viewerPasswordFile() != null) {
            own.put(
                    "bellwire.viewer-password-file",
                    properties.viewerPasswordFile().toString());
        }
        return own;
    }
}
