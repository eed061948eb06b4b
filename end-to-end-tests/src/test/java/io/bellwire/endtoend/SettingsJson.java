package io.bellwire.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

/** Settings as an operator saves them by the API. */
record SettingsJson(
        String sensor,
        String host,
        int port,
        String transport,
        String format,
        String notifications,
        String framing,
        String dialect) {
    private static final String ALL_KINDS =
            "{\"newSecurityAlerts\": true, \"updatedSecurityAlerts\": true, \"newHealthIssues\": true}";

    /** RFC 5424 to a receiver on this machine by plain TCP, every notification kind on. */
    static SettingsJson tcp(int port) {
        return new SettingsJson(
                Bellwire.SENSOR, "127.0.0.1", port, "tcp", "rfc5424", ALL_KINDS, "line-feed", "standard");
    }

    static SettingsJson by(Wire wire, int port, String format) {
        String transport = wire == Wire.UDP ? "udp" : wire.isTls() ? "tls" : "tcp";
        String framing = wire.countsOctets() ? "octet-counting" : "line-feed";
        return new SettingsJson(Bellwire.SENSOR, "127.0.0.1", port, transport, format, ALL_KINDS, framing, "standard");
    }

    SettingsJson withNotifications(boolean newSecurityAlerts, boolean updatedSecurityAlerts, boolean newHealthIssues) {
        String kinds = "{\"newSecurityAlerts\": %s, \"updatedSecurityAlerts\": %s, \"newHealthIssues\": %s}"
                .formatted(newSecurityAlerts, updatedSecurityAlerts, newHealthIssues);
        return new SettingsJson(sensor, host, port, transport, format, kinds, framing, dialect);
    }

    SettingsJson inDialect(String chosen) {
        return new SettingsJson(sensor, host, port, transport, format, notifications, framing, chosen);
    }

    /** The same with the syslog service switched off. */
    String switchedOff() {
        return toString().replaceFirst("\\{", "{\"enabled\": false, ");
    }

    /** Fails unless the answer has all that the other has, with the same values; that of a newer version may have more. */
    static void assertHasAll(JsonNode answer, JsonNode other) {
        assertThat(hasAll(answer, other)).as("%s has all of %s", answer, other).isTrue();
    }

    @Override
    public String toString() {
        return """
            {"sensor": "%s", "endpoint": {"host": "%s", "port": %d}, "transport": "%s", "format": "%s",
             "notifications": %s, "advanced": {"framing": "%s", "dialect": "%s"}}""".formatted(sensor, host, port, transport, format, notifications, framing, dialect);
    }

    private static boolean hasAll(JsonNode answer, JsonNode other) {
        return other.isObject()
                ? other.properties().stream().allMatch(each -> hasAll(answer.path(each.getKey()), each.getValue()))
                : answer.equals(other);
    }
}
