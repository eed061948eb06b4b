package io.bellwire.cef;

import java.util.Locale;

/**
 * What differs between an input and the message made of it.
 *
 * @param field the extension key, or the header field: {@code vendor}, {@code product}, {@code version},
 *     {@code eventClassId}, {@code name}
 */
public record Warning(Kind kind, String field) {

    /** The ways in which a message can differ. */
    public enum Kind {
        /** A text was longer than its field allows. */
        TRUNCATED,
        /** A pair was left out to keep the message within its limit. */
        DROPPED,
        /** {@code msg} was shortened to keep the message within its limit. */
        MESSAGE_TRUNCATED,
        /** A custom value without its label; it is sent all the same. */
        NO_LABEL,
        /** A value that is no address where one is wanted; it is left out, as those below are. */
        INVALID_ADDRESS,
        INVALID_MAC,
        INVALID_TIME,
        NOT_A_NUMBER,
        PORT_RANGE,
        NUMBER_RANGE;

        /** The name under which documents and metrics know it, such as {@code no-label}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether something was lost because it was too long. */
        boolean isShortening() {
            return this == TRUNCATED || this == DROPPED || this == MESSAGE_TRUNCATED;
        }
    }

    /** Kind and field, such as {@code truncated:name}; {@code message-truncated} stands alone. */
    @Override
    public String toString() {
        return kind == Kind.MESSAGE_TRUNCATED ? kind.label() : kind.label() + ":" + field;
    }
}
