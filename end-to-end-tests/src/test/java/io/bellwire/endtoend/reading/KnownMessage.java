package io.bellwire.endtoend.reading;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One message of a vector in {@code vectors.jsonl} whose octets stand there in full, without its frame. */
public final class KnownMessage {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> KINDS = Set.of("cef", "rfc5424", "rfc3164", "length", "frame");

    private final String id;
    private final JsonNode input;
    private final List<String> warnings;
    private final byte[] octets;

    private KnownMessage(String id, JsonNode input, List<String> warnings, byte[] octets) {
        this.id = id;
        this.input = input;
        this.warnings = warnings;
        this.octets = octets;
    }

    /** Those of every vector of a kind that has messages. */
    public static List<KnownMessage> all() throws IOException {
        try (InputStream lines =
                KnownMessage.class.getResourceAsStream("/io/bellwire/endtoend/vectors/vectors.jsonl")) {
            return new String(lines.readAllBytes(), UTF_8)
                    .lines()
                    .map(JSON::readTree)
                    .filter(vector -> KINDS.contains(vector.path("kind").asString("")))
                    .flatMap(KnownMessage::messages)
                    .toList();
        }
    }

    private static Stream<KnownMessage> messages(JsonNode vector) {
        if (!vector.path("expected").has("bytes_hex")) {
            return Stream.empty();
        }
        String id = vector.path("id").asString("");
        JsonNode input = vector.path("input");
        List<String> warnings = new ArrayList<>();
        vector.path("expected").path("warnings").forEach(warning -> warnings.add(warning.asString("")));
        byte[] octets = HexFormat.of()
                .parseHex(vector.path("expected").path("bytes_hex").asString(""));
        List<byte[]> unframed = switch (input.path("transport").path("framing").asString("none")) {
            case "octet" -> Frames.octetCounted(octets);
            case "lf" -> Frames.lineFeeds(octets);
            default -> List.of(octets);
        };
        List<KnownMessage> messages = new ArrayList<>();
        for (int i = 0; i < unframed.size(); i++) {
            JsonNode own = input.has("messages") ? input.path("messages").path(i) : input;
            messages.add(new KnownMessage(id, own, warnings, unframed.get(i)));
        }
        return messages.stream();
    }

    /** The message, without its frame. */
    public byte[] octets() {
        return octets.clone();
    }

    /** Whether a syslog header precedes the event. */
    public boolean hasHeader() {
        return !format().equals("none");
    }

    public boolean isRfc5424() {
        return format().equals("rfc5424");
    }

    /** As the strict readers read it; only for one that {@link #hasHeader}. */
    public SyslogLine read() {
        return isRfc5424() ? Rfc5424Reader.read(octets) : Rfc3164Reader.read(octets);
    }

    /** The text from {@code CEF:} on. */
    String event() {
        return hasHeader() ? read().withoutTag() : new String(octets, UTF_8);
    }

    JsonNode alert() {
        return input.path("alert");
    }

    JsonNode syslog() {
        return input.path("syslog");
    }

    List<String> warnings() {
        return warnings;
    }

    private String format() {
        return syslog().path("format").asString("none");
    }

    @Override
    public String toString() {
        return id;
    }
}
