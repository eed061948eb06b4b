package io.bellwire.ingest;

import io.bellwire.cef.AlertCheck;
import io.bellwire.schemas.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads the bytes of JSON alerts: strict UTF-8, strict JSON, nothing behind it. Thread-safe. */
final class AlertDecoder {
    static final int ALERT_BYTES_MAX = 64 << 10;
    static final int ALERTS_MAX = 10_000;

    /** An alert is two levels deep, in an array three; deeper is refused before it costs stack. */
    private static final int DEPTH_MAX = 32;

    private final JsonFactory json = JsonFactory.builder()
            // Without this UTF-16 would be taken for what it is, and not refused.
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
            .build();
    private final AlertRequest.Defaults defaults;

    AlertDecoder(AlertRequest.Defaults defaults) {
        this.defaults = defaults;
    }

    /**
     * Reads one alert, as a line of NDJSON or a Kafka record holds it.
     *
     * @return null when it has faults
     */
    @Nullable
    Alert record(byte[] bytes, int offset, int length, Instant acceptedAt, Faults faults) {
        List<Alert> alerts = new ArrayList<>(1);
        int faultsBefore = faults.count();
        read(bytes, offset, length, faults, parser -> element(parser, acceptedAt, faults, alerts));
        // A good alert with more behind it has a fault all the same.
        return alerts.isEmpty() || faults.count() > faultsBefore ? null : alerts.get(0);
    }

    /** Reads one alert or an array of them; those without faults are answered. */
    List<Alert> document(byte[] bytes, Instant acceptedAt, Faults faults) {
        List<Alert> alerts = new ArrayList<>();
        read(bytes, 0, bytes.length, faults, parser -> {
            if (parser.currentToken() == JsonToken.START_ARRAY) {
                array(parser, acceptedAt, faults, alerts);
            } else {
                element(parser, acceptedAt, faults, alerts);
            }
        });
        return alerts;
    }

    private void read(byte[] bytes, int offset, int length, Faults faults, Consumer<JsonParser> value) {
        if (!UnicodeText.isUtf8(bytes, offset, length)) {
            faults.add("", "is not valid UTF-8");
            return;
        }
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
            if (parser.nextToken() == null) {
                faults.add("", "is empty: a JSON object is needed");
                return;
            }
            value.accept(parser);
            if (parser.nextToken() != null) {
                faults.add("", "is followed by more; several alerts need an array or application/x-ndjson");
            }
        } catch (JacksonException e) {
            faults.add("", notJson(e));
        }
    }

    private void array(JsonParser parser, Instant acceptedAt, Faults faults, List<Alert> to) {
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            if (index == ALERTS_MAX) {
                throw RefusedException.tooManyAlerts();
            }
            faults.at(index);
            element(parser, acceptedAt, faults, to);
        }
    }

    private void element(JsonParser parser, Instant acceptedAt, Faults faults, List<Alert> to) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            alert(parser, acceptedAt, faults, to);
        } else {
            faults.add("", "must be a JSON object");
            parser.skipChildren();
        }
    }

    private void alert(JsonParser parser, Instant acceptedAt, Faults faults, List<Alert> to) {
        long start = parser.currentTokenLocation().getByteOffset();
        int faultsBefore = faults.count();
        AlertRequest request = AlertRequest.read(new JsonFields(parser, "", faults));
        if (parser.currentLocation().getByteOffset() - start > ALERT_BYTES_MAX) {
            throw RefusedException.alertTooLarge(faults.index());
        }
        Alert alert = request.toAlert(defaults, acceptedAt);
        AlertCheck.faults(alert).forEach(fault -> faults.addIfFirst(fault.field(), fault.message()));
        if (faults.count() == faultsBefore) {
            to.add(alert);
        }
    }

    private static String notJson(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return "is not valid JSON" + place + ": " + e.getOriginalMessage();
    }
}
