package io.bellwire.config;

import static io.bellwire.config.RunningPortal.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends the settings page's form as admin, by HTTP Basic, with the token of the page and the cookie that came with it. */
final class FormClient {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern BASED_ON = Pattern.compile("name=\"basedOn\" value=\"([^\"]+)\"");

    private final RunningPortal portal;
    private String kept = "";

    FormClient(RunningPortal portal) {
        this.portal = portal;
    }

    HttpResponse<String> post(HttpResponse<String> page, Map<String, String> form) {
        return postTo("/", page, form);
    }

    HttpResponse<String> postTo(String path, HttpResponse<String> page, Map<String, String> form) {
        return portal.postFormTo(path, ADMIN, form, "Cookie", cookie(page));
    }

    /** What a browser would send: the fields of the page with a new host, by TLS. */
    static Map<String, String> filledIn(HttpResponse<String> page, String host) {
        Map<String, String> form = new HashMap<>(Map.of(
                "_csrf", first(TOKEN, page.body()),
                "basedOn", first(BASED_ON, page.body()),
                "enabled", "on",
                "sensor", "DC01",
                "endpoint.host", host,
                "endpoint.port", "6514",
                "transport", "tls",
                "format", "rfc5424",
                "notifications.newSecurityAlerts", "on"));
        form.put("advanced.framing", "");
        form.put("advanced.maxMessageBytes", "");
        form.put("deliverSince", "");
        return form;
    }

    /** The page's own, or that of an earlier page, as a browser keeps it. */
    String cookie(HttpResponse<String> page) {
        page.headers().firstValue("Set-Cookie").ifPresent(set -> kept = set.replaceFirst(";.*", ""));
        return kept;
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
