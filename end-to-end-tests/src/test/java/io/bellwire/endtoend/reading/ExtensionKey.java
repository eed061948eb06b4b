package io.bellwire.endtoend.reading;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * An extension key that generated alerts have.
 *
 * @param octetsMax of a text
 * @param values what producers write, and what a reader is to see of it; none for any text
 */
record ExtensionKey(String key, int octetsMax, Map<String, String> values) {
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

    static final List<ExtensionKey> ALL = List.of(
            of("act", 63),
            of("cat", 1023),
            of("filePath", 1023),
            of("fname", 1023),
            of("request", 1023),
            of("requestContext", 2048),
            of("reason", 1023),
            of("dntdom", 255),
            of("cs3Label", 1023),
            of("cs3", 4000),
            of("cs5", 4000),
            of("cs5Label", 1023),
            of("flexString1", 1023),
            of("flexString1Label", 128),
            of("sproc", 1023),
            of("AcmeBellRiskScore", 3000),
            of("k", 100),
            of("7up", 100),
            of("cn1", LONGS),
            of("cn1Label", 1023),
            of("flexNumber2", LONGS),
            of("in", LONGS),
            of("fsize", LONGS),
            of("type", Map.of("0", "0", "3", "3", "01", "1")),
            of("deviceDirection", Map.of("0", "0", "1", "1", " 1\t", "1")),
            of("sourceTranslatedPort", Map.of("0", "0", "65535", "65535", "0443", "443")),
            of("cfp1", DECIMALS),
            of("cfp1Label", 1023),
            of("dlat", DECIMALS),
            of("smac", Map.of("00-0d-60-af-1b-61", "00:0D:60:AF:1B:61", " FF:ff:00:00:00:01 ", "FF:FF:00:00:00:01")),
            of(
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
            of(
                    "sourceTranslatedAddress",
                    Map.of("10.1.1.1", "10.1.1.1", "::ffff:10.1.1.2", "10.1.1.2", " 1.2.3.4 ", "1.2.3.4")),
            of("c6a4", Map.of("2001:0DB8::0001", "2001:db8::1", "fe80::1%eth0", "fe80::1", "::", "::")),
            of("c6a4Label", 1023),
            of(
                    "dvc",
                    Map.of(
                            "10.0.0.9",
                            "10.0.0.9",
                            "2001:db8:0:0:1:0:0:1",
                            "2001:db8::1:0:0:1",
                            "fe80::9%3",
                            "fe80::9")));

    private static final Map<String, ExtensionKey> BY_NAME =
            ALL.stream().collect(Collectors.toMap(ExtensionKey::key, Function.identity()));

    static ExtensionKey of(String key) {
        return BY_NAME.get(key);
    }

    String anyValue(RandomGenerator random) {
        if (random.nextInt(20) == 0) {
            return random.nextBoolean() ? "" : " \t ";
        }
        return values.isEmpty() ? NastyText.upTo(octetsMax, random) : anyGiven(random);
    }

    /** What a reader is to see; empty when the pair is left out. */
    String expected(String value) {
        return values.isEmpty() || value.isBlank() ? ExpectedText.value(value) : values.get(value);
    }

    private String anyGiven(RandomGenerator random) {
        // The order of a map differs from run to run, the alerts of a seed do not.
        List<String> given = values.keySet().stream().sorted().toList();
        return given.get(random.nextInt(given.size()));
    }

    private static ExtensionKey of(String key, int octetsMax) {
        return new ExtensionKey(key, octetsMax, Map.of());
    }

    private static ExtensionKey of(String key, Map<String, String> values) {
        return new ExtensionKey(key, 0, values);
    }
}
