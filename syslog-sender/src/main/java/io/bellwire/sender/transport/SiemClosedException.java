package io.bellwire.sender.transport;

import java.io.IOException;

/** The SIEM ended a connection in the ordinary way while it was wanted. */
public final class SiemClosedException extends IOException {
    SiemClosedException(String message) {
        super(message);
    }
}
