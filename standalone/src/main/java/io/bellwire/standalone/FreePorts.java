package io.bellwire.standalone;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/**
 * Tries ports before anything is started on them: Kafka ends the JVM when its port is taken, and a program says so only
 * after seconds and in other words.
 */
final class FreePorts {
    private FreePorts() {}

    /**
     * Makes sure that a port can be listened on.
     *
     * @param address the local address to listen on
     * @param port 1 to 65535, or 0, which is always free
     * @param setting the environment variable that sets this port, such as {@code BELLWIRE_KAFKA_PORT}
     * @throws StartupException when it cannot; the message names port and setting
     */
    static void demand(String address, int port, String setting) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(resolved(address), port));
        } catch (BindException e) {
            throw new StartupException(refusal(address, port, setting, StartupException.reason(e)), e);
        } catch (IOException e) {
            throw new StartupException("port " + port + " (" + setting + ") cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Some port of the loopback address that nobody listens on now. */
    static int anyOnLoopback() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartupException("no free port on the loopback address: " + e.getMessage(), e);
        }
    }

    private static InetAddress resolved(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new StartupException(
                    "'" + address + "' is no address of this machine: set BELLWIRE_BIND_ADDRESS to one", e);
        }
    }

    private static String refusal(String address, int port, String setting, String reason) {
        if (reason.contains("assign requested address")) {
            return "'" + address + "' is no address of this machine: set BELLWIRE_BIND_ADDRESS to one";
        }
        if (reason.contains("Permission denied")) {
            return "port " + port + " may not be opened by this user: set " + setting + " to one above 1023";
        }
        return "port " + port + " is taken by another program: stop it, or set " + setting + " to a free port";
    }
}
