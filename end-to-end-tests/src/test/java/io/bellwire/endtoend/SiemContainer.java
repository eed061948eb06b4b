package io.bellwire.endtoend;

import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.MountableFile;

/** The receiver of docker-compose.yml's demo: rsyslogd that prints each message as it came. */
final class SiemContainer implements AutoCloseable {
    /** Its name in the containers' network. */
    static final String HOST = "siem";

    static final int PORT = 5514;
    private static final String IMAGE =
            System.getenv().getOrDefault("BELLWIRE_RSYSLOG_IMAGE", "rsyslog/rsyslog:latest");
    private static final String CONFIGURATION = "/etc/bellwire/rsyslog.conf";

    private final GenericContainer<?> container;

    private SiemContainer(GenericContainer<?> container) {
        this.container = container;
    }

    static SiemContainer start(Network network) {
        GenericContainer<?> container = new GenericContainer<>(IMAGE)
                .withNetwork(network)
                .withNetworkAliases(HOST)
                .withCopyFileToContainer(
                        MountableFile.forHostPath(Repository.file("deploy/compose/rsyslog.conf")), CONFIGURATION)
                .withCreateContainerCmdModifier(
                        create -> create.withEntrypoint("rsyslogd", "-n", "-i", "NONE", "-f", CONFIGURATION));
        container.start();
        return new SiemContainer(container);
    }

    /** A line each. */
    List<String> received() {
        return container.getLogs().lines().filter(line -> line.startsWith("<")).toList();
    }

    @Override
    public void close() {
        container.stop();
    }
}
