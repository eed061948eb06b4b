package io.bellwire.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a Prometheus what it knows. */
final class PrometheusClient {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI address;

    PrometheusClient(URI address) {
        this.address = address;
    }

    boolean isReady() throws IOException, InterruptedException {
        return get("/-/ready").statusCode == 200;
    }

    /** The answer's samples or series to a query of the dashboards. */
    JsonNode query(String expression) throws IOException, InterruptedException {
        return data("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result");
    }

    JsonNode rules() throws IOException, InterruptedException {
        return data("/api/v1/rules").path("groups");
    }

    private record Answer(int statusCode, String body) {}

    private JsonNode data(String path) throws IOException, InterruptedException {
        Answer answer = get(path);
        JsonNode told = JsonMapper.shared().readTree(answer.body);
        if (!"success".equals(told.path("status").asString(""))) {
            throw new IOException(path + ": " + answer.body);
        }
        return told.path("data");
    }

    private Answer get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .build();
        var response = HTTP.send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }
}
