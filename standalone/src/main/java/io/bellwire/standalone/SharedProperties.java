package io.bellwire.standalone;

import io.bellwire.schemas.InstanceId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every program here is told, over what its own file says. */
final class SharedProperties {
    private SharedProperties() {}

    static Map<String, String> of(
            Map<String, String> options, StandaloneProperties properties, Path dataDirectory, String bootstrapServers) {
        Map<String, String> shared = new LinkedHashMap<>(options);
        shared.put("server.address", properties.bindAddress());
        shared.put("spring.kafka.bootstrap-servers", bootstrapServers);
        shared.put("bellwire.sensor-name", sensorName(properties));
        putIfSet(shared, "bellwire.product-version", properties.productVersion());
        shared.put("bellwire.free-space-dir", dataDirectory.toString());
        shared.put("bellwire.free-space-min", properties.freeSpaceMin().toString());
        // Metrics tell how full Kafka's disk is, not that of the folder from which this was started.
        shared.put("management.metrics.system.diskspace.paths", dataDirectory.toString());
        shared.put("spring.jmx.enabled", "false");
        // Else the metrics of all programs would appear on each one's page.
        shared.put("management.metrics.use-global-registry", "false");
        shared.put("spring.lifecycle.timeout-per-shutdown-phase", "10s");
        return shared;
    }

    static String sensorName(StandaloneProperties properties) {
        String name = properties.sensorName();
        return name == null || name.isBlank() ? InstanceId.localHostName() : name;
    }

    private static void putIfSet(Map<String, String> shared, String name, @Nullable String value) {
        if (value != null) {
            shared.put(name, value);
        }
    }
}
