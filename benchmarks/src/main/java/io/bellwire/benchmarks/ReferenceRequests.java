package io.bellwire.benchmarks;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertDestination;
import io.bellwire.schemas.AlertSource;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The usual alerts as producers write them, for the body of a request. */
public final class ReferenceRequests {
    private ReferenceRequests() {}

    /** Of {@code application/json}. */
    public static String array(int alerts) {
        return texts(alerts).collect(Collectors.joining(",\n", "[", "]"));
    }

    /** Of {@code application/x-ndjson}. */
    public static String lines(int alerts) {
        return texts(alerts).collect(Collectors.joining("\n"));
    }

    private static Stream<String> texts(int alerts) {
        Alert[] usual = ReferenceAlerts.usual();
        return IntStream.range(0, alerts).mapToObj(number -> text(usual[number % usual.length]));
    }

    private static String text(Alert alert) {
        AlertSource source = alert.getSource();
        AlertDestination destination = alert.getDestination();
        return """
                {"id":"%s","kind":"securityAlert","trigger":"%s","type":"%s","externalId":%d,"name":"%s",\
                "severity":"%s","startTime":"%s","sensor":"%s","productVersion":"%s","protocol":"%s",\
                "source":{"host":"%s","fqdn":"%s","ip":"%s","user":"%s"},"destination":{"user":"%s"},\
                "message":"%s","url":"%s"}""".formatted(
                        alert.getId(),
                        alert.getTrigger().name().toLowerCase(Locale.ROOT),
                        alert.getType(),
                        alert.getExternalId(),
                        alert.getName(),
                        alert.getSeverity().name().toLowerCase(Locale.ROOT),
                        alert.getStartTime(),
                        alert.getSensor(),
                        alert.getProductVersion(),
                        alert.getProtocol(),
                        source.getHost(),
                        source.getFqdn(),
                        source.getIp(),
                        source.getUser(),
                        destination.getUser(),
                        escaped(alert.getMessage()),
                        alert.getUrl());
    }

    /** Only the message has what JSON does not take as it is. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }
}
