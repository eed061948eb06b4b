package io.bellwire.cef;

import org.jspecify.annotations.Nullable;

/** Where an IPv6 address goes whose own key holds IPv4 only (Special Mappings of the CEF standard). */
record Ipv6Key(CefKey key, CefKey labelKey, String label) {
    private static final Ipv6Key SOURCE = of("c6a2", "Source IPv6 Address");
    private static final Ipv6Key DESTINATION = of("c6a3", "Destination IPv6 Address");
    private static final Ipv6Key DEVICE = of("c6a1", "Device IPv6 Address");

    /** Null when there is no such place for the key. */
    static @Nullable Ipv6Key of(CefKey key) {
        return switch (key.name()) {
            case "src" -> SOURCE;
            case "dst" -> DESTINATION;
            case "dvc" -> DEVICE;
            default -> null;
        };
    }

    private static Ipv6Key of(String key, String label) {
        CefDictionary dictionary = CefDictionary.standard();
        return new Ipv6Key(dictionary.key(key), dictionary.key(key + "Label"), label);
    }
}
