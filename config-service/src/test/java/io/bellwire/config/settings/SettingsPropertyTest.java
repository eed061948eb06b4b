package io.bellwire.config.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SettingsPropertyTest {
    private static final String LEAST = "{\"sensor\":\"DC01\",\"endpoint\":{\"host\":\"siem.contoso.com\"}}";
    private static final String COMPLETE = """
            {"enabled": false, "sensor": "DC02", "endpoint": {"host": "2001:db8::1", "port": 6514}, "transport": "tls",
             "format": "rfc3164", "notifications": {"newSecurityAlerts": false, "updatedSecurityAlerts": true,
             "newHealthIssues": false}, "deliverSince": "2026-11-24T10:00:00.123456+02:00",
             "advanced": {"framing": "octet-counting", "dialect": "standard", "securityFacility": 16,
             "healthFacility": 23, "rfc3164TimeZone": "Europe/Berlin", "maxMessageBytes": 65507,
             "byteOrderMark": "always"}}""";
    private static final String[] PIECES = {
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "null",
        "true",
        "false",
        "0",
        "-1",
        "1e9",
        "99999999999999999999",
        " ",
        "\n",
        "\0",
        "\\u0000",
        "\\ud83d",
        "é",
        "\u0301",
        "😀",
        "\uFEFF",
        ".",
        "::1",
        "[::1]",
        "10.0.0.1",
        "xn--",
        "udp",
        "rfc5424",
        "mdi",
        "9999-12-31T23:59:59.999Z",
        "-18:00",
        "UTC",
        "\"sensor\":\"DC01\",",
        "\"transport\":\"tcp\",",
        "\"advanced\":null,",
        "\"advanced\":{\"framing\":\"line-feed\"},",
        "\"endpoint\":{\"host\":\"a。b\"},",
        "\"deliverSince\":null,",
        "\"port\":1,",
        "\"revision\":7,",
        "\"\":0,"
    };

    /** @param at where in the text, as a fraction of its length */
    record Change(double at, int deleted, String inserted) {}

    @Property(tries = 500)
    void anyOctets(@ForAll byte[] body) {
        SettingsPromise.check(body);
    }

    @Property(tries = 500)
    void anyText(@ForAll("texts") String body) {
        SettingsPromise.check(body.getBytes(UTF_8));
    }

    @Property(tries = 2000)
    void settingsThatSomethingWasDoneTo(@ForAll("changedSettings") String body) {
        SettingsPromise.check(body.getBytes(UTF_8));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(PIECES).list().ofMaxSize(40).map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> changedSettings() {
        Arbitrary<Change> change = Combinators.combine(
                        Arbitraries.doubles().between(0, 1), Arbitraries.of(0, 0, 0, 1, 9), Arbitraries.of(PIECES))
                .as(Change::new);
        return Combinators.combine(
                        Arbitraries.of(LEAST, COMPLETE), change.list().ofMaxSize(3))
                .as(SettingsPropertyTest::changed);
    }

    private static String changed(String json, List<Change> changes) {
        StringBuilder text = new StringBuilder(json);
        for (Change change : changes) {
            int at = (int) (change.at() * text.length());
            text.replace(at, Math.min(text.length(), at + change.deleted()), change.inserted());
        }
        return text.toString();
    }
}
