package io.bellwire.schemas;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Which running process of which service.
 *
 * @param name unique among the processes of the service and, where host name and port are stable, the same after a restart
 */
public record InstanceId(Service service, String name) {
    /** A process is told from its neighbours by host and port. */
    public static InstanceId of(Service service, String hostName, int port) {
        return new InstanceId(service, hostName + "-" + port);
    }

    /** The name of this machine, or {@code localhost} where it has none. */
    public static String localHostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** The service's name as operators know it, such as {@code syslog-sender}. */
    public static String nameOf(Service service) {
        return service.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The key of this process in the topic of heartbeats. */
    byte[] key() {
        return (nameOf(service) + "/" + name).getBytes(StandardCharsets.UTF_8);
    }
}
