package io.bellwire.config.lookup;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search found.
 *
 * @param complete whether it came to the beginning of what Kafka keeps
 * @param searchedBackTo time to which everything was looked at, as far as the question asked; {@code before} this time the
 *     search goes on. Null when Kafka keeps nothing where the alert would stand
 * @param messages oldest first
 */
@JsonPropertyOrder({"id", "complete", "searchedBackTo", "messages"})
public record AlertAnswer(
        String id, boolean complete, @Nullable Instant searchedBackTo, List<AlertMessage> messages) {
    public AlertAnswer {
        messages = List.copyOf(messages);
    }
}
