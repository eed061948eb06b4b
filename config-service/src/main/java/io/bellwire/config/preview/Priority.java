package io.bellwire.config.preview;

import java.util.List;

/** The number in angle brackets that a syslog message begins with (RFC 5424 section 6.2.1). */
final class Priority {
    private static final List<String> SEVERITIES =
            List.of("emergency", "alert", "critical", "error", "warning", "notice", "informational", "debug");

    private Priority() {}

    /**
     * Such as {@code facility 4 auth, severity 4 warning}.
     *
     * @param number 0 to 191
     */
    static String meaning(int number) {
        int facility = number / SEVERITIES.size();
        int severity = number % SEVERITIES.size();
        return "facility " + facility + " " + Facility.ALL.get(facility).name() + ", severity " + severity + " "
                + SEVERITIES.get(severity);
    }
}
