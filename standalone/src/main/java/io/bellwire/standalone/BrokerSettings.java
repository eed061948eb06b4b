package io.bellwire.standalone;

import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** How Kafka is set up when it is alone on one machine, in one JVM with its only clients. */
final class BrokerSettings {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    static final String LOOPBACK = "127.0.0.1";

    /** A rejected record of 4 MiB with its key, headers and the batch's own octets. */
    private static final int RECORD_BYTES_MAX = (4 << 20) + (64 << 10);

    private BrokerSettings() {}

    /** The contents of {@code server.properties}, as it were. */
    static Properties of(Path logDirectory, int port, int controllerPort) {
        Properties settings = new Properties();
        addRoles(settings, port, controllerPort);
        addStorage(settings, logDirectory);
        addSingleNode(settings);
        addQuickRestart(settings);
        addSmallFootprint(settings);
        return settings;
    }

    private static void addRoles(Properties settings, int port, int controllerPort) {
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("controller.quorum.voters", NODE_ID + "@" + LOOPBACK + ":" + controllerPort);
        settings.put(
                "listeners",
                "BROKER://%1$s:%2$d,%4$s://%1$s:%3$d".formatted(LOOPBACK, port, controllerPort, CONTROLLER_LISTENER));
        settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        settings.put("inter.broker.listener.name", "BROKER");
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
    }

    private static void addStorage(Properties settings, Path logDirectory) {
        settings.put("log.dirs", logDirectory.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("message.max.bytes", Integer.toString(RECORD_BYTES_MAX));
        settings.put("replica.fetch.max.bytes", Integer.toString(RECORD_BYTES_MAX));
        // Else a machine that was off for a week would have forgotten how far each program had read.
        settings.put("offsets.retention.minutes", Long.toString(TimeUnit.DAYS.toMinutes(3650)));
    }

    private static void addSingleNode(Properties settings) {
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            settings.put(topic + ".replication.factor", "1");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("offsets.topic.num.partitions", "5");
        settings.put("transaction.state.log.num.partitions", "5");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
    }

    private static void addQuickRestart(Properties settings) {
        // After a kill the broker must wait until the session of its former self has ended.
        settings.put("broker.session.timeout.ms", "2000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // Readers of committed data wait for the transactions of a killed program: look for them every second, not ten.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    }

    private static void addSmallFootprint(Properties settings) {
        // 128 MiB of heap by default.
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "4");
        settings.put("num.recovery.threads.per.data.dir", "2");
        settings.put("group.coordinator.threads", "1");
        settings.put("share.coordinator.threads", "1");
        settings.put("metric.reporters", "");
    }
}
