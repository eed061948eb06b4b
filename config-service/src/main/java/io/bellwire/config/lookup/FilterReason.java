package io.bellwire.config.lookup;

import io.bellwire.config.lookup.Finding.Facts;
import io.bellwire.settings.NotificationKind;
import io.bellwire.settings.SavedSettings;
import org.jspecify.annotations.Nullable;

/** Says by which switch of the settings an alert was held back. */
final class FilterReason {
    private FilterReason() {}

    /** In the operator's words; null when these settings let the alert through. */
    static @Nullable String of(SavedSettings saved, Facts facts) {
        NotificationKind kind = NotificationKind.of(facts.kind(), facts.trigger());
        return switch (saved.settings().admission(kind, facts.acceptedAt())) {
            case ADMITTED -> null;
            case SWITCHED_OFF -> switchedOff(kind, saved.revision());
            case TOO_OLD ->
                "accepted before deliverSince, which is " + saved.settings().deliverSince() + " in revision "
                        + saved.revision();
        };
    }

    private static String switchedOff(NotificationKind kind, long revision) {
        return switch (kind) {
            case NEW_SECURITY_ALERT -> "new security alerts are switched off in revision " + revision;
            case UPDATED_SECURITY_ALERT -> "updated security alerts are switched off in revision " + revision;
            case NEW_HEALTH_ISSUE -> "new health issues are switched off in revision " + revision;
            case UPDATED_HEALTH_ISSUE -> "updates of health issues are never forwarded: they have no switch";
        };
    }
}
