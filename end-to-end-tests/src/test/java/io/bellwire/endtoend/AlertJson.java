package io.bellwire.endtoend;

/** Alerts as producers write them. */
final class AlertJson {
    private AlertJson() {}

    /** A new security alert; the message carries a number, so that a test can tell messages of one alert apart. */
    static String security(String id, int number) {
        return alert(id, "securityAlert", "new", number);
    }

    static String securityUpdate(String id, int number) {
        return alert(id, "securityAlert", "update", number);
    }

    static String health(String id, int number) {
        return alert(id, "healthIssue", "new", number);
    }

    private static String alert(String id, String kind, String trigger, int number) {
        return """
            {"id": "%s", "kind": "%s", "trigger": "%s", "type": "AccountEnumerationSecurityAlert", "externalId": 2003,
             "name": "Account enumeration reconnaissance", "severity": "medium", "startTime": "2026-11-24T08:00:00Z",
             "protocol": "Kerberos", "source": {"host": "CLIENT1", "ip": "10.0.0.12", "user": "LMaldonado"},
             "message": "number %d"}""".formatted(id, kind, trigger, number);
    }
}
