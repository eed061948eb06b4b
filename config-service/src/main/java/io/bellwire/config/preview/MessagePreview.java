package io.bellwire.config.preview;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * The message that settings make of one sample.
 *
 * @param sample a notification kind such as {@code new-security-alert}, or {@code overlong-alert}
 * @param message its exact text, a byte order mark as U+FEFF
 * @param frame what the receiver's socket gets, in lower-case hex digits without blanks
 * @param octets length of the message without its frame
 * @param limit the longest message, in octets without the frame
 * @param shortened extension keys and header fields that were cut or left out to keep the limit, in the order in which they gave way
 * @param notes what somebody should know about this message, each a sentence
 * @param parts of the message in their order; for the page, not in the API's answer
 */
@JsonPropertyOrder({"sample", "message", "frame", "octets", "limit", "shortened", "notes"})
public record MessagePreview(
        String sample,
        String message,
        String frame,
        int octets,
        int limit,
        List<String> shortened,
        List<String> notes,
        @JsonIgnore List<MessagePart> parts) {
    public MessagePreview {
        shortened = List.copyOf(shortened);
        notes = List.copyOf(notes);
        parts = List.copyOf(parts);
    }
}
