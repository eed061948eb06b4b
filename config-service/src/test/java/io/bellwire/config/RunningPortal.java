package io.bellwire.config;

import io.bellwire.siem.TestCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole program on a port of its own, and a plain HTTP client that talks to it. */
final class RunningPortal implements AutoCloseable {
    static final String ADMIN = "admin:correct horse";
    static final String VIEWER = "viewer:just looking";
    static final String SETTINGS = "/api/v1/settings/syslog";

    private final ConfigurableApplicationContext context;
    private final HttpClient client;

    private RunningPortal(ConfigurableApplicationContext context) {
        this.context = context;
        this.client = servesTls()
                ? HttpClient.newBuilder()
                        .sslContext(TestCertificates.shared().trusting())
                        .build()
                : HttpClient.newHttpClient();
    }

    static RunningPortal start(String broker, String topicPrefix, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        List<String> usual = List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.kafka.bootstrap-servers=" + broker,
                "--bellwire.topic-prefix=" + topicPrefix,
                "--bellwire.topic-replication=1",
                "--bellwire.admin-password=correct horse",
                "--bellwire.viewer-password=just looking");
        // Spring would join what stands there twice with a comma.
        usual.stream()
                .filter(argument ->
                        arguments.stream().noneMatch(own -> name(own).equals(name(argument))))
                .toList()
                .forEach(arguments::add);
        return new RunningPortal(new SpringApplicationBuilder(ConfigServiceApplication.class)
                .properties("spring.config.name=config-service")
                .run(arguments.toArray(String[]::new)));
    }

    HttpResponse<String> get(String login, String path, String... headers) {
        return send("GET", login, path, null, headers);
    }

    HttpResponse<String> put(String login, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
        all.addAll(List.of(headers));
        return send("PUT", login, SETTINGS, body, all.toArray(String[]::new));
    }

    HttpResponse<String> postForm(String login, Map<String, String> form, String... headers) {
        return postFormTo("/", login, form, headers);
    }

    HttpResponse<String> postFormTo(String path, String login, Map<String, String> form, String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type", "application/x-www-form-urlencoded"));
        all.addAll(List.of(headers));
        String body = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send("POST", login, path, body, all.toArray(String[]::new));
    }

    /** What the program itself uses. */
    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    <T> Collection<T> parts(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** @param login user and password with a colon between; empty for none */
    HttpResponse<String> send(String method, String login, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create((servesTls() ? "https" : "http") + "://127.0.0.1:" + port() + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!login.isEmpty()) {
            byte[] credentials = login.getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    private boolean servesTls() {
        return context.getEnvironment().containsProperty("server.ssl.bundle");
    }

    private static String name(String argument) {
        return argument.substring(0, argument.indexOf('='));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
