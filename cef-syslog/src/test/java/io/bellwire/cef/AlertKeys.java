package io.bellwire.cef;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertDestination;
import io.bellwire.schemas.AlertSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys that the message of an alert may have: the contract's table written down a second time. */
final class AlertKeys {
    /** Where an IPv6 address goes whose own key holds IPv4 only. */
    private static final Map<String, List<String>> IPV6_KEYS = Map.of(
            "dvc", List.of("c6a1", "c6a1Label"),
            "src", List.of("c6a2", "c6a2Label"),
            "dst", List.of("c6a3", "c6a3Label"));

    private final Set<String> keys = new HashSet<>(List.of("rt", "cs2", "cs2Label", "cs6", "cs6Label"));

    private AlertKeys() {}

    static Set<String> of(Alert alert) {
        AlertKeys keys = new AlertKeys();
        keys.having(alert.getStartTime(), "start");
        keys.having(alert.getProtocol(), "app");
        keys.having(alert.getOutcome(), "outcome");
        keys.having(alert.getCount(), "cnt");
        keys.having(alert.getExternalId(), "externalId");
        keys.having(alert.getUrl(), "cs1", "cs1Label");
        keys.having(alert.getMessage(), "msg");
        keys.source(alert.getSource());
        keys.destination(alert.getDestination());
        alert.getExtension().forEach(field -> {
            keys.keys.add(field.getKey());
            keys.keys.addAll(IPV6_KEYS.getOrDefault(field.getKey(), List.of()));
        });
        return keys.keys;
    }

    private void source(@Nullable AlertSource source) {
        if (source != null) {
            having(source.getHost(), "shost");
            having(source.getFqdn(), "shostfqdn");
            having(source.getIp(), "src", "c6a2", "c6a2Label");
            having(source.getPort(), "spt");
            having(source.getUser(), "suser");
        }
    }

    private void destination(@Nullable AlertDestination destination) {
        if (destination != null) {
            having(destination.getHost(), "dhost");
            having(destination.getIp(), "dst", "c6a3", "c6a3Label");
            having(destination.getPort(), "dpt");
            having(destination.getUser(), "duser");
        }
    }

    private void having(@Nullable Object value, String... its) {
        if (value != null) {
            keys.addAll(List.of(its));
        }
    }
}
