package io.bellwire.ingest;

import io.bellwire.schemas.Alert;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes alerts in over HTTP: all of a request or nothing of it. */
@RestController
final class HttpIntake {
    private static final String NDJSON = "application/x-ndjson";
    private static final String DRY_RUN = "dryRun";

    private final AlertDecoder decoder;
    private final AlertPublisher publisher;
    private final BytesInFlight bytesInFlight;
    private final FreeSpace freeSpace;
    private final IntakeMetrics metrics;
    private final Clock clock;

    HttpIntake(
            AlertDecoder decoder,
            AlertPublisher publisher,
            BytesInFlight bytesInFlight,
            FreeSpace freeSpace,
            MeterRegistry registry,
            Clock clock) {
        this.decoder = decoder;
        this.publisher = publisher;
        this.bytesInFlight = bytesInFlight;
        this.freeSpace = freeSpace;
        metrics = new IntakeMetrics(registry, "http");
        this.clock = clock;
    }

    @PostMapping(
            path = "/api/v1/alerts",
            consumes = {MediaType.APPLICATION_JSON_VALUE, NDJSON})
    ResponseEntity<Map<String, Integer>> receive(
            HttpServletRequest request, @RequestParam(name = DRY_RUN, defaultValue = "false") boolean dryRun)
            throws IOException {
        checkQuery(request);
        MediaType type = checkedType(request);
        if (!dryRun) {
            freeSpace.check();
        }
        try (BytesInFlight.Share share = bytesInFlight.share()) {
            List<Alert> alerts = decode(request, type, share, dryRun);
            if (!dryRun) {
                publisher.publish(alerts);
                metrics.accepted(alerts);
            }
            Producer.of(request).posted(alerts.size());
            return dryRun
                    ? answer(HttpStatus.OK, "valid", alerts.size())
                    : answer(HttpStatus.ACCEPTED, "accepted", alerts.size());
        }
    }

    private List<Alert> decode(HttpServletRequest request, MediaType type, BytesInFlight.Share share, boolean dryRun)
            throws IOException {
        Faults faults = new Faults();
        List<Alert> alerts;
        try {
            alerts = decode(RequestBody.of(request, share), type, faults);
        } catch (RefusedException e) {
            if (!dryRun && e.getStatusCode() == HttpStatus.CONTENT_TOO_LARGE) {
                metrics.tooLarge(1);
            }
            throw e;
        }
        if (!faults.isEmpty()) {
            Producer.of(request).posted(alerts.size() + faults.faultyAlerts());
            if (!dryRun) {
                metrics.invalid(faults.faultyAlerts());
            }
            throw RefusedException.faulty(faults);
        }
        return alerts;
    }

    private List<Alert> decode(InputStream body, MediaType type, Faults faults) throws IOException {
        Instant acceptedAt = clock.instant();
        return NDJSON.equals(type.getType() + "/" + type.getSubtype())
                ? AlertLines.read(body, decoder, acceptedAt, faults)
                : decoder.document(body.readAllBytes(), acceptedAt, faults);
    }

    /** A dry run that is misspelt must not become a real one. */
    private static void checkQuery(HttpServletRequest request) {
        for (String name : request.getParameterMap().keySet()) {
            if (!name.equals(DRY_RUN)) {
                throw RefusedException.badRequest("The only query parameter is 'dryRun'");
            }
        }
    }

    private static MediaType checkedType(HttpServletRequest request) {
        MediaType type = MediaType.parseMediaType(request.getContentType());
        if (type.getCharset() != null && !type.getCharset().equals(StandardCharsets.UTF_8)) {
            throw RefusedException.unsupportedBody("The body must be UTF-8");
        }
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw RefusedException.unsupportedBody("The body must not be compressed");
        }
        return type;
    }

    private static ResponseEntity<Map<String, Integer>> answer(HttpStatus status, String name, int count) {
        // Named here, so that no Accept header can turn the answer into an error when the alerts are in Kafka.
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(name, count));
    }
}
