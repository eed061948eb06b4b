package io.bellwire.sender;

import io.bellwire.schemas.InstanceState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What this sender does at one moment.
 *
 * @param connection the endpoint and how the connection stands, in words; null when there shall be none
 * @param backlog messages of this sender's partitions that are not committed
 * @param settingsRevision null before any settings were seen
 * @param lastError in the operator's words; null when all is well
 */
record SenderStatus(
        InstanceState state,
        @Nullable String connection,
        long backlog,
        @Nullable Long settingsRevision,
        @Nullable String lastError) {
    static final SenderStatus STARTING = new SenderStatus(InstanceState.STANDING_BY, null, 0, null, null);

    /** Whether others should learn of it before the next heartbeat. */
    boolean differsForOthers(SenderStatus before) {
        return state != before.state
                || !Objects.equals(settingsRevision, before.settingsRevision)
                || !Objects.equals(connection, before.connection)
                || (backlog == 0) != (before.backlog == 0);
    }
}
