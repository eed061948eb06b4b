package io.bellwire.cef;

import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.SyslogFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of {@code encodings.txt}; the form of the lines is told at its top. */
record EncodingCase(String id, List<String> differences, String expected, List<String> warnings) {
    private static final Pattern LINE = Pattern.compile("(\\S+)  (.*?)  ->  (.*?)(?:  ~~  (.*))?");
    private static final Pattern MARK =
            Pattern.compile("<(?:(LF|CR|TAB|SP)|U\\+([0-9A-F]{4})(?:\\*(\\d+))?|([^<>]{1,2})\\*(\\d+))>");
    private static final Map<String, String> BASE = Map.of(
            "vendor", "Acme",
            "product", "AlertBridge",
            "version", "1.0",
            "eventClassId", "100",
            "name", "Port scan",
            "severity", "5");
    private static final List<CefField> BASE_EXTENSION =
            List.of(CefField.text("src", "10.0.0.1"), CefField.text("dst", "2.1.2.2"), CefField.number("spt", 1232));
    private static final Map<String, String> BASE_SYSLOG = Map.of(
            "dialect", "standard",
            "facility", "16",
            "syslogSeverity", "4",
            "timestamp", "2024-03-07T08:05:09.042Z",
            "zone", "UTC",
            "hostname", "siem-gw.example.com",
            "bom", "never",
            "msgId", "-",
            "tag", "",
            "maxBytes", "8000");

    static List<EncodingCase> all() throws IOException {
        try (InputStream table = EncodingCase.class.getResourceAsStream("encodings.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(EncodingCase::parse)
                    .toList();
        }
    }

    boolean isRefusal() {
        return expected.startsWith("E_");
    }

    EncodedMessage encode() {
        Map<String, String> syslog = new HashMap<>(BASE_SYSLOG);
        Map<String, String> header = new HashMap<>(BASE);
        List<CefField> fields = new ArrayList<>();
        String format = "";
        boolean baseExtension = true;
        for (String difference : differences) {
            int colon = difference.indexOf(": ");
            String name = colon < 0 ? difference : difference.substring(0, colon);
            String value = colon < 0 ? "" : withoutMarks(difference.substring(colon + 2));
            if (name.startsWith("rfc")) {
                format = name;
            } else if (syslog.containsKey(name)) {
                syslog.put(name, value);
            } else if (header.containsKey(name)) {
                header.put(name, value);
            } else if (!name.equals("as it is")) {
                baseExtension = false;
                fields.addAll(name.equals("no extension") ? List.of() : List.of(field(name, value)));
            }
        }
        CefEvent event = new CefEvent(header(header), baseExtension ? BASE_EXTENSION : fields);
        SyslogMessageEncoder encoder = new SyslogMessageEncoder(profile(format, syslog));
        return format.isEmpty() ? encoder.encode(event) : encoder.encode(syslogHeader(syslog, event), event);
    }

    @Override
    public String toString() {
        return id;
    }

    private static EncodingCase parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a case: " + line);
        }
        String warnings = matcher.group(4);
        return new EncodingCase(
                matcher.group(1),
                Arrays.asList(matcher.group(2).split(" ;; ?")),
                withoutMarks(matcher.group(3)),
                warnings == null ? List.of() : List.of(warnings.split(" ")));
    }

    /** Text with the marks {@code <LF>}, {@code <U+0000>} and {@code <x*40>} replaced by what they stand for. */
    private static String withoutMarks(String text) {
        return MARK.matcher(text).replaceAll(mark -> Matcher.quoteReplacement(characters(mark.group())));
    }

    private static String characters(String text) {
        Matcher mark = MARK.matcher(text);
        mark.matches();
        if (mark.group(1) != null) {
            return Map.of("LF", "\n", "CR", "\r", "TAB", "\t", "SP", " ").get(mark.group(1));
        }
        if (mark.group(2) != null) {
            String one = String.valueOf((char) Integer.parseInt(mark.group(2), 16));
            return one.repeat(mark.group(3) == null ? 1 : Integer.parseInt(mark.group(3)));
        }
        return mark.group(4).repeat(Integer.parseInt(mark.group(5)));
    }

    private static CefField field(String key, String value) {
        return value.matches("\\d{4}-\\d\\d-\\d\\dT.*Z")
                ? CefField.time(key, Instant.parse(value))
                : CefField.text(key, value);
    }

    private static CefHeader header(Map<String, String> header) {
        return new CefHeader(
                header.get("vendor"),
                header.get("product"),
                header.get("version"),
                header.get("eventClassId"),
                header.get("name"),
                header.get("severity"));
    }

    private static MessageProfile profile(String format, Map<String, String> syslog) {
        MessageProfile.refuseDatagramBytes(Integer.parseInt(syslog.get("maxBytes")));
        return new MessageProfile(
                format.equals("rfc3164") ? SyslogFormat.RFC3164 : SyslogFormat.RFC5424,
                Dialect.valueOf(syslog.get("dialect").toUpperCase(Locale.ROOT)),
                4,
                14,
                ZoneId.of(syslog.get("zone")),
                Integer.parseInt(syslog.get("maxBytes")),
                syslog.get("bom").equals("always") ? ByteOrderMark.ALWAYS : ByteOrderMark.NEVER,
                "DC01",
                4242);
    }

    private static SyslogHeader syslogHeader(Map<String, String> syslog, CefEvent event) {
        boolean ofClass = syslog.get("msgId").equals("of the class");
        return new SyslogHeader(
                Integer.parseInt(syslog.get("facility")),
                Integer.parseInt(syslog.get("syslogSeverity")),
                // A leap second is shown as the end of the second before it (P15); java.time knows none.
                Instant.parse(syslog.get("timestamp").replaceFirst(":60(\\.\\d+)?Z", ":59.999Z")),
                HostName.of(syslog.get("hostname")),
                "alertbridge",
                "4242",
                ofClass ? SyslogHeader.msgIdOf(event.header().eventClassId()) : syslog.get("msgId"),
                syslog.get("tag").isEmpty() ? null : syslog.get("tag"));
    }
}
