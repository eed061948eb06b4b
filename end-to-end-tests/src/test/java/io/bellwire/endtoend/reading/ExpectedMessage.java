package io.bellwire.endtoend.reading;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertDestination;
import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.AlertSeverity;
import io.bellwire.schemas.AlertSource;
import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.ExtensionField;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Trigger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a reader is to find in the message of an alert, by the contract and rules P1 to P20, without the encoder. */
public record ExpectedMessage(SyslogLine header, CefLine cef) {
    private static final DateTimeFormatter RFC5424_TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter RFC3164_TIME =
            DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH);
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final int MSG_ID_MAX = 32;

    public static ExpectedMessage of(Alert alert, MessageForm form) {
        if (form.dialect() != Dialect.STANDARD) {
            throw new IllegalArgumentException(
                    "what the dialect " + form.dialect() + " looks like is not written here");
        }
        return new ExpectedMessage(line(alert, form, ""), new CefLine(header(alert), extension(alert)));
    }

    /** The header alone, before a text. */
    public static SyslogLine line(Alert alert, MessageForm form, String msg) {
        boolean rfc5424 = form.format() == SyslogFormat.RFC5424;
        int facility = alert.getKind() == AlertKind.HEALTH_ISSUE ? form.healthFacility() : form.securityFacility();
        Sensor sensor = alert.getSensor() == null ? form.sensor() : Sensor.of(alert.getSensor());
        return new SyslogLine(
                facility * 8 + syslogSeverity(alert.getSeverity()),
                timestamp(alert.getAcceptedAt(), form),
                rfc5424 ? sensor.full() : sensor.withoutDomain(),
                rfc5424 ? "bellwire" : "-",
                "-",
                rfc5424 ? msgId(alert.getType()) : "-",
                "-",
                rfc5424 && form.mark() == ByteOrderMark.ALWAYS,
                msg);
    }

    /** What a reader found different, in words; null when all is as it should be. */
    public @Nullable String difference(SyslogLine read) {
        SyslogLine expected = header.withMsg(read.msg());
        if (!read.equals(expected)) {
            return read + " instead of " + expected;
        }
        CefLine event = StrictCefReader.read(read.msg());
        return event.isLike(cef) ? null : event.differenceTo(cef);
    }

    private static int syslogSeverity(AlertSeverity severity) {
        return switch (severity) {
            case HIGH -> 3;
            case MEDIUM -> 4;
            case LOW -> 5;
            case INFORMATIONAL -> 6;
        };
    }

    private static String cefSeverity(AlertSeverity severity) {
        return switch (severity) {
            case HIGH -> "10";
            case MEDIUM -> "5";
            case LOW -> "3";
            case INFORMATIONAL -> "1";
        };
    }

    private static String timestamp(Instant accepted, MessageForm form) {
        Instant notTooEarly = accepted.isBefore(EARLIEST) ? EARLIEST : accepted;
        Instant shown = notTooEarly.isAfter(LATEST) ? LATEST : notTooEarly;
        return switch (form.format()) {
            case RFC5424 -> RFC5424_TIME.format(shown);
            case RFC3164 -> RFC3164_TIME.withZone(form.zone()).format(shown);
        };
    }

    /** The alert type cut to 32 characters, with {@code _} for each that a MSGID cannot hold or that begins an event. */
    private static String msgId(String type) {
        String trimmed = ExpectedText.oneLine(type);
        StringBuilder msgId = new StringBuilder();
        trimmed.codePoints()
                .limit(MSG_ID_MAX)
                .forEach(c -> msgId.append(c > ' ' && c <= '~' && c != '|' ? (char) c : '_'));
        return msgId.toString().replace("CEF:", "CEF_");
    }

    private static List<String> header(Alert alert) {
        String type = ExpectedText.header(alert.getType());
        String name = ExpectedText.header(alert.getName());
        return List.of(
                "0",
                ExpectedText.header(alert.getVendor()),
                ExpectedText.header(alert.getProduct()),
                ExpectedText.header(alert.getProductVersion()),
                type,
                name.isEmpty() ? type : name,
                cefSeverity(alert.getSeverity()));
    }

    private static Map<String, String> extension(Alert alert) {
        Map<String, String> pairs = new LinkedHashMap<>();
        pairs.put("rt", String.valueOf(alert.getAcceptedAt().toEpochMilli()));
        put(
                pairs,
                "start",
                alert.getStartTime() == null ? null : alert.getStartTime().toEpochMilli());
        put(pairs, "app", alert.getProtocol());
        source(pairs, alert.getSource());
        destination(pairs, alert.getDestination());
        put(pairs, "outcome", alert.getOutcome());
        put(pairs, "cnt", alert.getCount());
        put(pairs, "externalId", alert.getExternalId());
        if (alert.getUrl() != null && !ExpectedText.value(alert.getUrl()).isEmpty()) {
            pairs.put("cs1Label", "url");
            put(pairs, "cs1", alert.getUrl());
        }
        pairs.put("cs2Label", "trigger");
        pairs.put("cs2", alert.getTrigger() == Trigger.NEW ? "new" : "update");
        pairs.put("cs6Label", "alertId");
        put(pairs, "cs6", alert.getId());
        furtherKeys(pairs, alert.getExtension());
        put(pairs, "msg", alert.getMessage());
        return pairs;
    }

    private static void source(Map<String, String> pairs, @Nullable AlertSource source) {
        if (source != null) {
            put(pairs, "shost", source.getHost());
            put(pairs, "shostfqdn", source.getFqdn());
            address(pairs, "src", source.getIp());
            put(pairs, "spt", source.getPort());
            put(pairs, "suser", source.getUser());
        }
    }

    private static void destination(Map<String, String> pairs, @Nullable AlertDestination destination) {
        if (destination != null) {
            put(pairs, "dhost", destination.getHost());
            address(pairs, "dst", destination.getIp());
            put(pairs, "dpt", destination.getPort());
            put(pairs, "duser", destination.getUser());
        }
    }

    private static void furtherKeys(Map<String, String> pairs, List<ExtensionField> fields) {
        for (ExtensionField field : fields) {
            if (field.getKey().equals("dvc")) {
                address(pairs, "dvc", field.getValue());
            } else {
                String value = ExtensionKey.of(field.getKey()).expected(field.getValue());
                putUnlessEmpty(pairs, field.getKey(), value);
            }
        }
        // A label goes with its value (P5).
        pairs.keySet().removeIf(key -> key.endsWith("Label") && !pairs.containsKey(key.replace("Label", "")));
    }

    private static void address(Map<String, String> pairs, String key, @Nullable String text) {
        String address = text == null || text.isBlank() ? "" : ExpectedText.address(text);
        if (address.indexOf(':') < 0) {
            putUnlessEmpty(pairs, key, address);
        } else {
            Ipv6Place place = Ipv6Place.of(key);
            pairs.put(place.key(), address);
            pairs.put(place.key() + "Label", place.label());
        }
    }

    private static void put(Map<String, String> pairs, String key, @Nullable Object value) {
        putUnlessEmpty(pairs, key, value == null ? "" : ExpectedText.value(value.toString()));
    }

    private static void putUnlessEmpty(Map<String, String> pairs, String key, String value) {
        if (!value.isEmpty()) {
            pairs.put(key, value);
        }
    }
}
