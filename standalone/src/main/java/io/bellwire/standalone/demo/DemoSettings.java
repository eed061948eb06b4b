package io.bellwire.standalone.demo;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Settings that send alerts of every kind to a receiver on this machine. */
final class DemoSettings {
    private static final JsonMapper JSON = new JsonMapper();

    private DemoSettings() {}

    static String json(String sensor, int receiverPort) {
        ObjectNode settings = JSON.createObjectNode();
        settings.put("enabled", true);
        settings.put("sensor", sensor);
        settings.putObject("endpoint").put("host", "127.0.0.1").put("port", receiverPort);
        settings.put("transport", "tcp");
        settings.put("format", "rfc5424");
        settings.putObject("notifications")
                .put("newSecurityAlerts", true)
                .put("updatedSecurityAlerts", true)
                .put("newHealthIssues", true);
        return settings.toString();
    }
}
