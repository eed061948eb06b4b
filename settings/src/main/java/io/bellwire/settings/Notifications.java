package io.bellwire.settings;

/** Which notification kinds are forwarded; the others are filtered and counted. */
public record Notifications(boolean newSecurityAlerts, boolean updatedSecurityAlerts, boolean newHealthIssues) {
    /** New alerts and new health issues, but no updates. */
    public static final Notifications DEFAULTS = new Notifications(true, false, true);

    /** Whether messages of this kind are forwarded; an update of a health issue never is. */
    public boolean admits(NotificationKind kind) {
        return switch (kind) {
            case NEW_SECURITY_ALERT -> newSecurityAlerts;
            case UPDATED_SECURITY_ALERT -> updatedSecurityAlerts;
            case NEW_HEALTH_ISSUE -> newHealthIssues;
            case UPDATED_HEALTH_ISSUE -> false;
        };
    }
}
