package io.bellwire.config.pipeline;

import com.fasterxml.jackson.annotation.JsonValue;
import io.bellwire.schemas.Service;
import io.bellwire.schemas.Topic;
import java.util.Locale;

/** What an alert passes, in this order: the service that does it, and the topic and consumer group before it. */
public enum PipelineStage {
    INGEST(Service.ALERT_INGEST, Topic.ALERTS_INCOMING, "bellwire-ingest"),
    FORMATTER(Service.SYSLOG_FORMATTER, Topic.ALERTS, "bellwire-formatter"),
    SENDER(Service.SYSLOG_SENDER, Topic.SYSLOG_MESSAGES, "bellwire-sender");

    private final Service service;
    private final Topic source;
    private final String group;

    PipelineStage(Service service, Topic source, String group) {
        this.service = service;
        this.source = source;
        this.group = group;
    }

    public Service service() {
        return service;
    }

    /** Where alerts or messages wait for this stage. */
    Topic source() {
        return source;
    }

    /** The consumer group's name before any prefix. */
    String group() {
        return group;
    }

    /** As in the API, such as {@code ingest}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
