package io.bellwire.config.page;

import io.bellwire.config.answers.KafkaAwayException;
import io.bellwire.config.pipeline.WaitingRecords;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SettingsFollower;
import io.bellwire.settings.SyslogSettings;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Knows what waits before delivery is switched on, for the first time or again. */
@Component
class WaitingBeforeStart {
    private final SettingsFollower follower;
    private final WaitingRecords waiting;

    WaitingBeforeStart(SettingsFollower follower, WaitingRecords waiting) {
        this.follower = follower;
        this.waiting = waiting;
    }

    /** Null while something is delivered, when no alert waits, and when Kafka does not tell. */
    @Nullable
    WaitingChoice choice() {
        SavedSettings current = follower.current();
        if (current != null && current.settings().enabled()) {
            return null;
        }
        try {
            return WaitingChoice.of(waiting.beforeEachStage());
        } catch (KafkaAwayException e) {
            return null;
        }
    }

    /** Whether these settings begin delivery while alerts wait, and say nothing new of from when on. */
    boolean isToBeAsked(SyslogSettings settings) {
        SavedSettings current = follower.current();
        Instant since = current == null ? null : current.settings().deliverSince();
        return settings.enabled() && Objects.equals(settings.deliverSince(), since) && choice() != null;
    }
}
