package io.bellwire.sender;

import io.bellwire.sender.transport.ConnectionFailure;
import io.bellwire.sender.transport.TransportSettings;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Says each kind of failure of an endpoint once and counts the others, so that a SIEM that is away fills no disk. */
final class FailureLog {
    private static final Logger log = LoggerFactory.getLogger(FailureLog.class);

    private final Set<ConnectionFailure.Kind> said = EnumSet.noneOf(ConnectionFailure.Kind.class);
    private int unsaid;

    void failed(TransportSettings to, ConnectionFailure failure, Throwable cause) {
        if (!said.add(failure.kind())) {
            unsaid++;
            return;
        }
        var line = log.atLevel(failure.kind().needsAPerson() ? Level.ERROR : Level.WARN)
                .addKeyValue("endpoint", to.endpoint())
                .addKeyValue("transport", to.transportName())
                .addKeyValue("reason", failure.words());
        if (failure.kind() == ConnectionFailure.Kind.OTHER) {
            line = line.setCause(cause);
        }
        line.log("No connection to the SIEM, trying again; messages wait in Kafka");
    }

    /** Failures since the last {@link #reset} that were not written. */
    int unsaid() {
        return unsaid;
    }

    void reset() {
        said.clear();
        unsaid = 0;
    }
}
