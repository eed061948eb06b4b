package io.bellwire.ingest;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** JSON alerts for tests. */
final class SampleRequests {
    private SampleRequests() {}

    static AlertDecoder decoder() {
        return new AlertDecoder(new AlertRequest.Defaults("Microsoft", "Azure ATP", "9.9", AlertCatalogue.load()));
    }

    /** An alert with all it needs and nothing more. */
    static String minimal(String id) {
        return "{\"id\":\"" + id + "\",\"kind\":\"securityAlert\",\"type\":\"AccountEnumerationSecurityAlert\","
                + "\"severity\":\"medium\",\"startTime\":\"2026-11-24T08:00:00Z\"}";
    }

    static String health(String id) {
        return "{\"id\":\"" + id + "\",\"kind\":\"healthIssue\",\"type\":\"SensorStopped\",\"severity\":\"high\"}";
    }

    /** An alert with every field, about 1 KB. */
    static String full(String id) {
        return """
                {"id": "%s", "kind": "securityAlert", "trigger": "update",
                 "type": "AccountEnumerationSecurityAlert", "externalId": 2003,
                 "name": "Account enumeration reconnaissance", "severity": "high",
                 "startTime": "2026-11-24T09:00:00.123456789+01:00", "sensor": "DC01.contoso.com",
                 "vendor": "Acme", "product": "Guard", "productVersion": "1.2.3", "protocol": "Kerberos",
                 "source": {"host": "CLIENT1", "fqdn": "client1.contoso.com", "ip": "10.0.0.17", "user": "eve", "port": 50123},
                 "destination": {"host": "DC02", "ip": "fe80::1", "user": "admin", "port": 88},
                 "outcome": "Success", "count": 17,
                 "message": "An actor on CLIENT1 tried 17 account names, of which 3 exist in the domain contoso.com.",
                 "url": "https://security.microsoft.com/alerts/aa0d1c2e3f-4a5b-6c7d-8e9f-0a1b2c3d4e5f",
                 "extension": {"reason": "enumeration", "request": "AS-REQ", "deviceDirection": "0"}}""".formatted(id).replaceAll("\n +", " ");
    }

    /** A good alert with some fields put in; the first of them takes the place of the one that is there. */
    static String changed(String fields) {
        String first = fields.substring(0, fields.indexOf(':'));
        String rest = Stream.of(minimal("a-1").replaceAll("[{}]", "").split(","))
                .filter(field -> !field.startsWith(first.substring(1)))
                .collect(Collectors.joining(","));
        return fields.substring(0, fields.length() - 1) + "," + rest + "}";
    }

    static String array(int count) {
        return IntStream.range(0, count).mapToObj(i -> minimal("a-" + i)).collect(Collectors.joining(",", "[", "]"));
    }

    static String lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> minimal("a-" + i)).collect(Collectors.joining("\n"));
    }

    /** A good alert that is exactly so long, by spaces inside of it. */
    static String ofSize(int octets) {
        String alert = minimal("a-1");
        return "{" + " ".repeat(octets - alert.length()) + alert.substring(1);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
