package io.bellwire.config.lookup;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that was set aside for good. What headers tell is null when they lack, since others write to the topic too.
 *
 * @param at when it was set aside
 * @param topic in which it stood, by its full name
 * @param partition in which it stood
 * @param offset at which it stood
 * @param reason in words that tell its producer what to mend
 * @param bytes as they came; null when the record had none
 * @param size of the bytes, in octets
 * @param place where it stands now
 */
@JsonPropertyOrder({"at", "topic", "partition", "offset", "reason", "bytes", "size"})
public record RejectedEntry(
        Instant at,
        @Nullable String topic,
        @Nullable Long partition,
        @Nullable Long offset,
        String reason,
        byte @Nullable [] bytes,
        int size,
        @JsonIgnore Place place) {

    /**
     * Where a record stands in the topic {@code rejected}.
     *
     * @param partition 0 or more
     * @param offset 0 or more
     */
    public record Place(int partition, long offset) {
        public Place {
            if (partition < 0 || offset < 0) {
                throw new IllegalArgumentException("no record stands at partition " + partition + ", offset " + offset);
            }
        }
    }

    /** The bytes as text, to be read by people; whatever is no UTF-8 is shown as U+FFFD. */
    public String text() {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
