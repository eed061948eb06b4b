package io.bellwire.config.lookup;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far one record of an alert has come. */
public enum AlertState {
    /** It waits for the formatter. */
    ACCEPTED,
    /** The settings held it back; the reason names the switch. */
    FILTERED,
    /** Its message waits for the sender, or is on its way and not surely taken. */
    FORMATTED,
    /** Handed to the network by UDP; nobody can know more. */
    SENT,
    /** Surely taken by the receiver's program. */
    DELIVERED,
    /** Set aside for good; the reason says why. */
    REJECTED;

    /** As in the API, such as {@code delivered}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
