package io.bellwire.settings;

import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.Trigger;
import java.util.Locale;

/** What an operator switches on and off; the update of a health issue is the one that has no switch. */
public enum NotificationKind {
    NEW_SECURITY_ALERT,
    UPDATED_SECURITY_ALERT,
    NEW_HEALTH_ISSUE,
    UPDATED_HEALTH_ISSUE;

    public static NotificationKind of(AlertKind kind, Trigger trigger) {
        boolean isNew = trigger == Trigger.NEW;
        return switch (kind) {
            case SECURITY_ALERT -> isNew ? NEW_SECURITY_ALERT : UPDATED_SECURITY_ALERT;
            case HEALTH_ISSUE -> isNew ? NEW_HEALTH_ISSUE : UPDATED_HEALTH_ISSUE;
        };
    }

    /** As headers and metrics have it, such as {@code new-security-alert}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
