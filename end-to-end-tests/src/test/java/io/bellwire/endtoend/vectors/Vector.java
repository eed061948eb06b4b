package io.bellwire.endtoend.vectors;

import io.bellwire.cef.EncodedMessage;
import io.bellwire.cef.UnencodableMessageException;
import io.bellwire.cef.Warning;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One input and what shall come out of it. */
record Vector(String id, String kind, VectorObject input, VectorObject expected) {
    private static final JsonMapper JSON = new JsonMapper();

    static Vector parse(String line) {
        VectorObject vector = new VectorObject("the line", tree(line));
        vector.allow("id", "kind", "title", "basis", "refs", "input", "expected", "note");
        return new Vector(vector.text("id"), vector.text("kind"), vector.object("input"), vector.object("expected"));
    }

    /** What our encoders, framers and rules make of the input. */
    VectorOutcome outcome() {
        return switch (kind) {
            case "cef", "rfc5424", "rfc3164", "length", "frame" -> encoded();
            case "tls-name" -> VectorTls.name(input);
            case "tls-fingerprint" -> VectorTls.fingerprint(input);
            default -> throw new UnusableVectorException("the kind '" + kind + "' is unknown");
        };
    }

    private VectorOutcome encoded() {
        input.allow("alert", "syslog", "transport", "messages");
        try {
            VectorTransport transport = VectorTransport.of(input);
            List<VectorObject> messages = input.has("messages") ? input.objects("messages") : List.of(input);
            List<EncodedMessage> encoded = messages.stream()
                    .map(message -> VectorMessage.encode(message, transport))
                    .toList();
            return VectorOutcome.octets(
                    transport.onTheWire(
                            encoded.stream().map(EncodedMessage::bytes).toList()),
                    encoded.stream()
                            .flatMap(message -> message.warnings().stream())
                            .map(Warning::toString)
                            .toList());
        } catch (UnencodableMessageException e) {
            return VectorOutcome.refused(e.refusal().code());
        }
    }

    private static JsonNode tree(String line) {
        try {
            return JSON.readTree(line);
        } catch (JacksonException e) {
            throw new UnusableVectorException("no JSON: " + e.getOriginalMessage());
        }
    }
}
