package io.bellwire.config.preview;

import java.util.ArrayList;
import java.util.List;

/** A syslog facility with its usual name (RFC 5424 table 1). */
public record Facility(int code, String name) {
    private static final List<String> NAMES = List.of(
            "kern",
            "user",
            "mail",
            "daemon",
            "auth",
            "syslog",
            "lpr",
            "news",
            "uucp",
            "cron",
            "authpriv",
            "ftp",
            "ntp",
            "audit",
            "alert",
            "clock",
            "local0",
            "local1",
            "local2",
            "local3",
            "local4",
            "local5",
            "local6",
            "local7");

    /** By code, from 0. */
    public static final List<Facility> ALL = all();

    private static List<Facility> all() {
        List<Facility> all = new ArrayList<>();
        for (int code = 0; code < NAMES.size(); code++) {
            all.add(new Facility(code, NAMES.get(code)));
        }
        return List.copyOf(all);
    }
}
