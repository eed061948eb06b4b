package io.bellwire.config.pipeline;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Looks at a cluster again and again, on a thread of its own. */
final class ClusterWatch implements AutoCloseable {
    private final Admin admin;
    private final ScheduledExecutorService timer;

    /**
     * Connects, and does not look yet.
     *
     * @param configuration how to reach the cluster, as Kafka's {@code AdminClientConfig} has it
     * @param lookMax within which each question has to be answered
     */
    ClusterWatch(String name, Map<String, Object> configuration, Duration lookMax) {
        Map<String, Object> patience = new HashMap<>(configuration);
        patience.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) lookMax.toMillis());
        patience.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) lookMax.toMillis());
        this.admin = Admin.create(patience);
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    Admin admin() {
        return admin;
    }

    /** @param look must not throw: that would end the watch */
    void start(Runnable look, Duration period) {
        var unused = timer.scheduleWithFixedDelay(look, 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        admin.close(Duration.ZERO);
    }
}
