package io.bellwire.settings;

import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.Trigger;

/** Which notification kinds are forwarded; the others are filtered and counted. */
public record Notifications(boolean newSecurityAlerts, boolean updatedSecurityAlerts, boolean newHealthIssues) {
    /** New alerts and new health issues, but no updates. */
    public static final Notifications DEFAULTS = new Notifications(true, false, true);

    /** Whether an alert of this kind is forwarded; an update of a health issue has no switch and never is. */
    public boolean admits(AlertKind kind, Trigger trigger) {
        return switch (kind) {
            case SECURITY_ALERT ->
                switch (trigger) {
                    case NEW -> newSecurityAlerts;
                    case UPDATE -> updatedSecurityAlerts;
                };
            case HEALTH_ISSUE ->
                switch (trigger) {
                    case NEW -> newHealthIssues;
                    case UPDATE -> false;
                };
        };
    }
}
