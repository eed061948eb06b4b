package io.bellwire.config.preview;

import io.bellwire.cef.CefDictionary;
import io.bellwire.cef.CefKey;
import io.bellwire.config.preview.MessagePart.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a finished message apart. It reads strictly, so that what it names is what a careful receiver finds. */
final class MessageReader {
    private static final String PRI = "<(\\d{1,3})>";
    private static final String MARK_AND_VERSION = "(\uFEFF)?(?:CEF:)?(0)\\|";
    private static final String TOKEN = "([!-~]+) ";

    /** Dialect {@code mdi} says CEF as APP-NAME and has no structured data. */
    private static final Pattern RFC5424 =
            Pattern.compile(PRI + "(1) " + TOKEN + TOKEN + TOKEN + TOKEN + TOKEN + "(?:(-) )?" + MARK_AND_VERSION);

    private static final Pattern RFC3164 =
            Pattern.compile(PRI + "([A-Z][a-z]{2} [ 1-3]\\d \\d\\d:\\d\\d:\\d\\d) " + TOKEN + MARK_AND_VERSION);

    private static final Named PRIORITY = new Named("PRI", "");
    private static final Named TIMESTAMP = new Named("TIMESTAMP", "when the alert was accepted");
    private static final Named HOSTNAME = new Named("HOSTNAME", "host that reports the alert");
    private static final Named BYTE_ORDER_MARK = new Named("BOM", "byte order mark, EF BB BF");
    private static final Named CEF_VERSION = new Named("CEF Version", "");

    /** What the groups of the pattern above are, in their order. */
    private static final List<Named> RFC5424_PARTS = List.of(
            PRIORITY,
            new Named("VERSION", "version of the syslog protocol"),
            TIMESTAMP,
            HOSTNAME,
            new Named("APP-NAME", "program"),
            new Named("PROCID", "process number, - for none"),
            new Named("MSGID", "alert type, its first 32 characters"),
            new Named("STRUCTURED-DATA", "- for none"),
            BYTE_ORDER_MARK,
            CEF_VERSION);

    private static final List<Named> RFC3164_PARTS =
            List.of(PRIORITY, TIMESTAMP, HOSTNAME, BYTE_ORDER_MARK, CEF_VERSION);

    private static final List<Named> CEF_HEADER_PARTS = List.of(
            new Named("Device Vendor", ""),
            new Named("Device Product", ""),
            new Named("Device Version", ""),
            new Named("Device Event Class ID", "alert type"),
            new Named("Name", "readable title"),
            new Named("Severity", "0 to 10, 10 is the worst"));

    private static final Pattern KEY = Pattern.compile("(?:^| )([A-Za-z0-9]+)=");
    private static final Pattern MILLISECONDS = Pattern.compile("\\d{12,14}");

    private final String message;
    private final List<MessagePart> parts = new ArrayList<>();

    private record Named(String name, String meaning) {}

    private MessageReader(String message) {
        this.message = message;
    }

    /**
     * The parts in their order.
     *
     * @throws IllegalArgumentException when it is none that the encoder makes
     */
    static List<MessagePart> parts(String message) {
        MessageReader reader = new MessageReader(message);
        reader.extension(reader.cefHeader(reader.syslogHeader()));
        return List.copyOf(reader.parts);
    }

    private int syslogHeader() {
        Matcher rfc5424 = RFC5424.matcher(message);
        if (rfc5424.lookingAt()) {
            return header(rfc5424, RFC5424_PARTS);
        }
        Matcher rfc3164 = RFC3164.matcher(message);
        require(rfc3164.lookingAt(), "begins with no header of RFC 5424 or RFC 3164");
        return header(rfc3164, RFC3164_PARTS);
    }

    private int header(Matcher header, List<Named> names) {
        for (int i = 0; i < names.size(); i++) {
            Named part = names.get(i);
            String text = header.group(i + 1);
            if (text != null) {
                String meaning = part.equals(PRIORITY) ? Priority.meaning(Integer.parseInt(text)) : part.meaning();
                Place place = part.equals(CEF_VERSION) ? Place.CEF_HEADER : Place.SYSLOG_HEADER;
                add(place, part.name(), text, meaning, header.start(i + 1));
            }
        }
        return header.end();
    }

    private int cefHeader(int start) {
        int from = start;
        for (Named part : CEF_HEADER_PARTS) {
            int pipe = pipe(from);
            add(Place.CEF_HEADER, part.name(), message.substring(from, pipe), part.meaning(), from);
            from = pipe + 1;
        }
        return from;
    }

    /** The next one that no backslash escapes. */
    private int pipe(int from) {
        int at = from;
        while (at < message.length() && message.charAt(at) != '|') {
            at += message.charAt(at) == '\\' ? 2 : 1;
        }
        require(at < message.length(), "has fewer than seven pipes");
        return at;
    }

    private void extension(int start) {
        List<MatchResult> keys =
                KEY.matcher(message).region(start, message.length()).results().toList();
        require(
                start == message.length() || (!keys.isEmpty() && keys.get(0).start() == start),
                "has an extension without a key");
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            int end = i + 1 < keys.size() ? keys.get(i + 1).start() : message.length();
            String previous = values.put(
                    keys.get(i).group(1), message.substring(keys.get(i).end(), end));
            require(previous == null, "has the key " + keys.get(i).group(1) + " twice");
        }
        for (MatchResult key : keys) {
            String value = values.getOrDefault(key.group(1), "");
            add(Place.CEF_EXTENSION, key.group(1), value, meaning(key.group(1), values), key.end());
        }
    }

    private static String meaning(String name, Map<String, String> values) {
        CefKey key = CefDictionary.standard().find(name);
        String fullName = key == null ? null : key.fullName();
        String label = values.get(name + "Label");
        String value = values.getOrDefault(name, "");
        String meaning = fullName == null ? "not in the CEF dictionary" : fullName;
        if (label != null) {
            return meaning + ", here " + label;
        }
        boolean time = (name.equals("rt") || name.equals("start"))
                && MILLISECONDS.matcher(value).matches();
        return time ? meaning + ", " + Instant.ofEpochMilli(Long.parseLong(value)) : meaning;
    }

    private void add(Place place, String name, String text, String meaning, int start) {
        parts.add(new MessagePart(place, name, text, meaning, start));
    }

    private static void require(boolean holds, String fault) {
        if (!holds) {
            throw new IllegalArgumentException("The message " + fault);
        }
    }
}
