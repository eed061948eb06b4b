package io.bellwire.config;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Keeps cookies and fills in the form's token, as a browser without JavaScript does; it follows no redirects. */
final class Browser {
    static final String SIGN_IN_COOKIE = "bellwire-sign-in";

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final RunningPortal portal;

    Browser(RunningPortal portal) {
        this.portal = portal;
    }

    /** The same browser at another replica. */
    Browser at(RunningPortal other) {
        Browser there = new Browser(other);
        there.cookies.putAll(cookies);
        return there;
    }

    HttpResponse<String> get(String path, String... headers) {
        return kept(portal.get("", path, with(headers)));
    }

    /** Opens the page, and sends the form with its token. */
    HttpResponse<String> post(String page, String path, Map<String, String> form) {
        Matcher token = TOKEN.matcher(get(page).body());
        Map<String, String> sent = new HashMap<>(form);
        if (token.find()) {
            sent.put("_csrf", token.group(1));
        }
        return kept(portal.postFormTo(path, "", sent, with()));
    }

    /** Opens the page, and sends a file to the settings page with the token of its form. */
    HttpResponse<String> upload(String page, String name, String content) {
        Matcher token = TOKEN.matcher(get(page).body());
        Map<String, String> fields = token.find() ? Map.of("_csrf", token.group(1)) : Map.of();
        return send("POST", "/", new UploadedFile(name, content, fields).body(), "Content-Type", UploadedFile.TYPE);
    }

    /** Sends the form without a token. */
    HttpResponse<String> postWithoutToken(String path, Map<String, String> form) {
        return kept(portal.postFormTo(path, "", form, with()));
    }

    HttpResponse<String> signIn(String user, String password) {
        return post("/login", "/login", Map.of("username", user, "password", password));
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        return kept(portal.send(method, "", path, body, with(headers)));
    }

    String cookie(String name) {
        return cookies.get(name);
    }

    void setCookie(String name, String value) {
        cookies.put(name, value);
    }

    private String[] with(String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        if (!all.contains("Accept")) {
            all.addAll(List.of("Accept", "text/html,application/xhtml+xml"));
        }
        if (!cookies.isEmpty()) {
            all.add("Cookie");
            all.add(cookies.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; ")));
        }
        return all.toArray(String[]::new);
    }

    private HttpResponse<String> kept(HttpResponse<String> answer) {
        for (String line : answer.headers().allValues("Set-Cookie")) {
            String pair = line.replaceFirst(";.*", "");
            String name = pair.substring(0, pair.indexOf('='));
            String value = pair.substring(name.length() + 1);
            if (value.isEmpty()) {
                cookies.remove(name);
            } else {
                cookies.put(name, value);
            }
        }
        return answer;
    }
}
