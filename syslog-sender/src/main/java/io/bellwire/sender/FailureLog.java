package io.bellwire.sender;

import io.bellwire.sender.transport.ConnectionFailure;
import io.bellwire.sender.transport.TransportSettings;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Says each kind of failure of an endpoint once until it recovers and counts the others, so that a SIEM that is away, or
 * that accepts and closes at once, fills no disk.
 */
final class FailureLog {
    private static final Logger log = LoggerFactory.getLogger(FailureLog.class);

    private final Set<String> said = new HashSet<>();
    private int unsaid;

    void failed(TransportSettings to, ConnectionFailure failure, Throwable cause) {
        boolean other = failure.kind() == ConnectionFailure.Kind.OTHER;
        if (!said.add(other ? failure.words() : failure.kind().name())) {
            unsaid++;
            return;
        }
        var line = log.atLevel(failure.kind().needsAPerson() ? Level.ERROR : Level.WARN)
                .addKeyValue("endpoint", to.endpoint())
                .addKeyValue("transport", to.transportName())
                .addKeyValue("reason", failure.words());
        if (other) {
            line = line.setCause(cause);
        }
        line.log("No connection to the SIEM, trying again; messages wait in Kafka");
    }

    /** All is well; whatever fails from now on is said again. */
    void recovered(TransportSettings to, InetSocketAddress address) {
        log.atInfo()
                .addKeyValue("endpoint", to.endpoint())
                .addKeyValue("address", address)
                .addKeyValue("transport", to.transportName())
                .addKeyValue("failuresNotLogged", unsaid)
                .log("SIEM connected");
        reset();
    }

    void reset() {
        said.clear();
        unsaid = 0;
    }
}
