package io.bellwire.sender;

import io.bellwire.schemas.ConnectionChange;
import io.bellwire.schemas.InstanceState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What this sender does at one moment.
 *
 * @param connection the endpoint and how the connection stands, in words; null when there shall be none
 * @param backlog messages of this sender's partitions that are not committed
 * @param settingsRevision null before any settings were seen
 * @param lastError in the operator's words; null when all is well
 * @param certificateExpiresAt of the SIEM's certificate; null without TLS, or without a connection
 * @param connectionChanges the last ones, newest first
 */
record SenderStatus(
        InstanceState state,
        @Nullable String connection,
        long backlog,
        @Nullable Long settingsRevision,
        @Nullable String lastError,
        @Nullable Instant certificateExpiresAt,
        List<ConnectionChange> connectionChanges) {
    static final SenderStatus STARTING =
            new SenderStatus(InstanceState.STANDING_BY, null, 0, null, null, null, List.of());

    SenderStatus {
        connectionChanges = List.copyOf(connectionChanges);
    }

    /** Whether others should learn of it before the next heartbeat. */
    boolean differsForOthers(SenderStatus before) {
        return state != before.state
                || !Objects.equals(settingsRevision, before.settingsRevision)
                || !Objects.equals(connection, before.connection)
                || (backlog == 0) != (before.backlog == 0);
    }
}
