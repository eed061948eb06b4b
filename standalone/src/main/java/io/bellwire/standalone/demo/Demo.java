package io.bellwire.standalone.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Points an installation at the demo's receiver and posts sample alerts to it until it is told to stop. */
public final class Demo {
    private static final Logger log = LoggerFactory.getLogger(Demo.class);
    private static final Duration BETWEEN_ALERTS = Duration.ofMillis(1_500);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI settings;
    private final String portalAuthorization;
    private final URI alerts;
    private final String ingestAuthorization;
    private final Clock clock;

    /**
     * @param portal where config-service answers
     * @param ingest where alert-ingest answers
     * @param tls whom to trust when they speak TLS; null for clear text
     */
    public Demo(
            URI portal, String adminPassword, URI ingest, String ingestToken, Clock clock, @Nullable SSLContext tls) {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5));
        this.http = (tls == null ? client : client.sslContext(tls)).build();
        this.settings = portal.resolve("/api/v1/settings/syslog");
        this.portalAuthorization = "Basic "
                + Base64.getEncoder().encodeToString(("admin:" + adminPassword).getBytes(StandardCharsets.UTF_8));
        this.alerts = ingest.resolve("/api/v1/alerts");
        this.ingestAuthorization = "Bearer " + ingestToken;
        this.clock = clock;
    }

    /**
     * Saves settings if there are none, then posts one sample after the other.
     *
     * @param sensor that delivers
     * @param receiverPort of 127.0.0.1, plain TCP
     * @param stopping ends it
     */
    public void run(String sensor, int receiverPort, CountDownLatch stopping) throws InterruptedException {
        saveSettingsIfNone(DemoSettings.json(sensor, receiverPort));
        SampleAlerts samples = SampleAlerts.load(clock);
        do {
            post(samples.next());
        } while (!stopping.await(BETWEEN_ALERTS.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Settings that somebody saved in an earlier demo stay as they are: the portal is there to be tried. */
    private void saveSettingsIfNone(String json) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(settings)
                .header("Authorization", portalAuthorization)
                .header("Content-Type", "application/json")
                .header("If-None-Match", "*")
                .timeout(ANSWER_MAX)
                .PUT(BodyPublishers.ofString(json))
                .build();
        // 412: there are settings.
        send(request, "save the demo's settings", 200, 412);
    }

    private void post(String alert) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(alerts)
                .header("Authorization", ingestAuthorization)
                .header("Content-Type", "application/json")
                .timeout(ANSWER_MAX)
                .POST(BodyPublishers.ofString(alert))
                .build();
        send(request, "post a sample alert", 202, 202);
    }

    private void send(HttpRequest request, String what, int done, int alsoFine) throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != done && response.statusCode() != alsoFine) {
                log.atWarn()
                        .addKeyValue("status", response.statusCode())
                        .addKeyValue("answer", response.body())
                        .log("The demo could not {}", what);
            }
        } catch (IOException e) {
            log.atWarn().setCause(e).log("The demo could not {}", what);
        }
    }
}
