package io.bellwire.ingest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** A producer of alerts. */
final class IngestClient {
    static final String TOKEN = "test-token-0123456789";

    private final HttpClient http;
    private final String base;
    private final String token;

    IngestClient(int port) {
        this(port, TOKEN);
    }

    IngestClient(int port, String token) {
        http = client().build();
        base = "http://127.0.0.1:" + port;
        this.token = token;
    }

    /** One that comes by TLS. */
    IngestClient(int port, SSLContext as) {
        http = client().sslContext(as).build();
        base = "https://127.0.0.1:" + port;
        token = TOKEN;
    }

    HttpResponse<String> post(String json) throws Exception {
        return send(request("/api/v1/alerts", "application/json", BodyPublishers.ofString(json)));
    }

    HttpResponse<String> post(BodyPublisher body) throws Exception {
        return send(request("/api/v1/alerts", "application/json", body));
    }

    HttpResponse<String> dryRun(String json) throws Exception {
        return send(request("/api/v1/alerts?dryRun=true", "application/json", BodyPublishers.ofString(json)));
    }

    HttpResponse<String> dryRunLines(String lines) throws Exception {
        return send(request("/api/v1/alerts?dryRun=true", "application/x-ndjson", BodyPublishers.ofString(lines)));
    }

    HttpResponse<String> postLines(String lines) throws Exception {
        return send(request("/api/v1/alerts", "application/x-ndjson", BodyPublishers.ofString(lines)));
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(base + path)));
    }

    /** A request with the token, to be changed and sent. */
    HttpRequest.Builder request(String path, String contentType, BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType)
                .POST(body);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    }

    private static HttpClient.Builder client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    }
}
