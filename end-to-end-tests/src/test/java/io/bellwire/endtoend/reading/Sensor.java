package io.bellwire.endtoend.reading;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Hosts that alerts name, and what stands for them in a syslog header (P16). */
public enum Sensor {
    NAME("DC1.contoso.com", "DC1.contoso.com", "DC1"),
    WITHOUT_DOMAIN("SENSOR1", "SENSOR1", "SENSOR1"),
    ALL_MARKS("a_b-c.d-e.f", "a_b-c.d-e.f", "a_b-c"),
    MARK_BEFORE_DOMAIN("gw-.example.com", "gw-.example.com", "gw"),
    LONG("h".repeat(128), "h".repeat(128), "h".repeat(128)),
    INTERNATIONAL("m\u00fcnchen.example", "xn--mnchen-3ya.example", "xn--mnchen-3ya"),
    IPV4("192.0.2.7", "192.0.2.7", "192.0.2.7"),
    IPV6("2001:0DB8::7", "2001:db8::7", "2001:db8::7"),
    BRACKETS_AND_ZONE("[fe80::1%eth0]", "fe80::1", "fe80::1"),
    MAPPED("::ffff:192.0.2.8", "192.0.2.8", "192.0.2.8");

    private static final Map<String, Sensor> BY_GIVEN =
            Arrays.stream(values()).collect(Collectors.toMap(Sensor::given, Function.identity()));

    private final String given;
    private final String full;
    private final String withoutDomain;

    Sensor(String given, String full, String withoutDomain) {
        this.given = given;
        this.full = full;
        this.withoutDomain = withoutDomain;
    }

    static Sensor of(String given) {
        return BY_GIVEN.get(given);
    }

    String given() {
        return given;
    }

    /** HOSTNAME of RFC 5424. */
    String full() {
        return full;
    }

    /** HOSTNAME of RFC 3164. */
    String withoutDomain() {
        return withoutDomain;
    }
}
