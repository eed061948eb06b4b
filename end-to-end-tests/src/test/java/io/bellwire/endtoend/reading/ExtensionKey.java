package io.bellwire.endtoend.reading;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Extension keys that generated alerts have, with values that producers write and what a reader is to see of them. */
enum ExtensionKey {
    ACT("act", 63),
    CAT("cat", 1023),
    FILE_PATH("filePath", 1023),
    FILE_NAME("fname", 1023),
    REQUEST("request", 1023),
    REQUEST_CONTEXT("requestContext", 2048),
    REASON("reason", 1023),
    DOMAIN("dntdom", 255),
    CUSTOM3_LABEL("cs3Label", 1023),
    CUSTOM3("cs3", 4000),
    CUSTOM5("cs5", 4000),
    CUSTOM5_LABEL("cs5Label", 1023),
    FLEX1("flexString1", 1023),
    FLEX1_LABEL("flexString1Label", 128),
    PROCESS("sproc", 1023),
    OWN("AcmeBellRiskScore", 3000),
    OWN_SHORT("k", 100),
    OWN_DIGITS("7up", 100),
    NUMBER1("cn1", Numbers.LONGS),
    NUMBER1_LABEL("cn1Label", 1023),
    FLEX_NUMBER("flexNumber2", Numbers.LONGS),
    BYTES_IN("in", Numbers.LONGS),
    FILE_SIZE("fsize", Numbers.LONGS),
    TYPE("type", Map.of("0", "0", "3", "3", "01", "1")),
    DIRECTION("deviceDirection", Map.of("0", "0", "1", "1", " 1\t", "1")),
    TRANSLATED_PORT("sourceTranslatedPort", Map.of("0", "0", "65535", "65535", "0443", "443")),
    FLOAT1("cfp1", Numbers.DECIMALS),
    FLOAT1_LABEL("cfp1Label", 1023),
    LATITUDE("dlat", Numbers.DECIMALS),
    MAC("smac", Map.of("00-0d-60-af-1b-61", "00:0D:60:AF:1B:61", " FF:ff:00:00:00:01 ", "FF:FF:00:00:00:01")),
    END(
            "end",
            Map.of(
                    "1735689599999",
                    "1735689599999",
                    "-1",
                    "-1",
                    "Mar 07 2024 08:05:09",
                    "Mar 07 2024 08:05:09",
                    " Mar 07 2024 08:05:09.042",
                    "Mar 07 2024 08:05:09.042")),
    TRANSLATED(
            "sourceTranslatedAddress",
            Map.of("10.1.1.1", "10.1.1.1", "::ffff:10.1.1.2", "10.1.1.2", " 1.2.3.4 ", "1.2.3.4")),
    CUSTOM_IPV6("c6a4", Map.of("2001:0DB8::0001", "2001:db8::1", "fe80::1%eth0", "fe80::1", "::", "::")),
    CUSTOM_IPV6_LABEL("c6a4Label", 1023),
    DEVICE("dvc", Map.of("10.0.0.9", "10.0.0.9", "2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1", "fe80::9%3", "fe80::9"));

    private static final Map<String, ExtensionKey> BY_NAME = byName();

    private final String key;
    private final int octetsMax;
    private final Map<String, String> values;
    private final List<String> given;

    ExtensionKey(String key, int octetsMax) {
        this.key = key;
        this.octetsMax = octetsMax;
        values = Map.of();
        given = List.of();
    }

    ExtensionKey(String key, Map<String, String> values) {
        this.key = key;
        octetsMax = 0;
        this.values = values;
        given = values.keySet().stream().sorted().toList();
    }

    static ExtensionKey of(String key) {
        return BY_NAME.get(key);
    }

    String key() {
        return key;
    }

    String anyValue(RandomGenerator random) {
        if (random.nextInt(20) == 0) {
            return random.nextBoolean() ? "" : " \t ";
        }
        return given.isEmpty() ? NastyText.upTo(octetsMax, random) : given.get(random.nextInt(given.size()));
    }

    /** What a reader is to see; empty when the pair is left out. */
    String expected(String value) {
        return values.isEmpty() || value.isBlank() ? ExpectedText.value(value) : values.get(value);
    }

    private static Map<String, ExtensionKey> byName() {
        Map<String, ExtensionKey> keys = new HashMap<>();
        for (ExtensionKey key : values()) {
            keys.put(key.key, key);
        }
        return keys;
    }

    /** Apart from the constants, which need them first. */
    private static final class Numbers {
        private static final Map<String, String> LONGS = Map.of(
                "0",
                "0",
                "-7",
                "-7",
                "007",
                "7",
                " 42 ",
                "42",
                "-0",
                "0",
                "2147483648",
                "2147483648",
                "9223372036854775807",
                "9223372036854775807",
                "-9223372036854775808",
                "-9223372036854775808");
        private static final Map<String, String> DECIMALS = Map.of(
                "1234.5",
                "1234.5",
                "1.50",
                "1.50",
                "1e7",
                "10000000",
                "-0.25",
                "-0.25",
                "007.5",
                "7.5",
                ".5",
                "0.5",
                "1E-3",
                "0.001",
                "+48.125",
                "48.125",
                " 0 ",
                "0");
    }
}
