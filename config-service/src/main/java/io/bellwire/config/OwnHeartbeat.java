package io.bellwire.config;

import io.bellwire.schemas.Heartbeat;
import io.bellwire.schemas.InstanceId;
import io.bellwire.schemas.InstanceStatus;
import io.bellwire.schemas.Service;
import io.bellwire.schemas.Topics;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SettingsFollower;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Tells the others that this config-service runs; begins when its port is known. */
class OwnHeartbeat implements AutoCloseable {
    private final Map<String, Object> producerConfiguration;
    private final Topics topics;
    private final SettingsFollower settings;
    private final Clock clock;
    private volatile @Nullable Heartbeat running;

    OwnHeartbeat(Map<String, Object> producerConfiguration, Topics topics, SettingsFollower settings, Clock clock) {
        this.producerConfiguration = producerConfiguration;
        this.topics = topics;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        Environment environment = ready.getApplicationContext().getEnvironment();
        int port = environment.getProperty("local.server.port", Integer.class, 0);
        InstanceId id = InstanceId.of(Service.CONFIG_SERVICE, hostName(), port);
        Heartbeat heartbeat = new Heartbeat(producerConfiguration, topics, id, clock, this::describe);
        running = heartbeat;
        heartbeat.start();
        settings.onChange(saved -> heartbeat.beatNow());
    }

    @Override
    public void close() {
        Heartbeat heartbeat = running;
        if (heartbeat != null) {
            heartbeat.close();
        }
    }

    private InstanceStatus.Builder describe(InstanceStatus.Builder status) {
        SavedSettings current = settings.current();
        return status.setSettingsRevision(current == null ? null : current.revision());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A machine without an entry for its own name still runs; the port tells instances there apart.
            return "localhost";
        }
    }
}
