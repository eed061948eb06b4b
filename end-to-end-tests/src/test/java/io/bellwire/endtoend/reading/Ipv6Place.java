package io.bellwire.endtoend.reading;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where an IPv6 address goes whose own key holds IPv4 only, and the label that says so (P12). */
record Ipv6Place(String key, String label) {
    private static final Map<String, Ipv6Place> PLACES = Map.of(
            "src", new Ipv6Place("c6a2", "Source IPv6 Address"),
            "dst", new Ipv6Place("c6a3", "Destination IPv6 Address"),
            "dvc", new Ipv6Place("c6a1", "Device IPv6 Address"));

    static @Nullable Ipv6Place of(String key) {
        return PLACES.get(key);
    }
}
