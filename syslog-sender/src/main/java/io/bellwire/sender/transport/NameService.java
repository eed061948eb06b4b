package io.bellwire.sender.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Knows the addresses of a name; may block. */
@FunctionalInterface
public interface NameService {
    /** The system's. How long the JVM remembers its answers is the program's business. */
    NameService SYSTEM = InetAddress::getAllByName;

    /** All of them, the one to try first in front; never none. */
    InetAddress[] addressesOf(String name) throws UnknownHostException;
}
