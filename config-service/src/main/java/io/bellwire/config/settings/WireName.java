package io.bellwire.config.settings;

import java.util.Locale;

/** How the API writes the values of an enumeration: {@code OCTET_COUNTING} is {@code octet-counting}. */
public final class WireName {
    private WireName() {}

    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
