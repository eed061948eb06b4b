package io.bellwire.cef;

import java.util.List;

/** A finished message without its frame, and what had to be changed or left out to make it. */
public final class EncodedMessage {
    private final byte[] bytes;
    private final List<Warning> warnings;

    EncodedMessage(byte[] bytes, List<Warning> warnings) {
        this.bytes = bytes;
        this.warnings = List.copyOf(warnings);
    }

    /** The octets; the caller owns the array. */
    public byte[] bytes() {
        return bytes;
    }

    /** What differs from the input, in the order in which it was found. */
    public List<Warning> warnings() {
        return warnings;
    }

    /** The fields that were cut or left out for length; empty when the message has everything. */
    public List<String> shortened() {
        return warnings.stream()
                .filter(warning -> warning.kind().isShortening())
                .map(Warning::field)
                .distinct()
                .toList();
    }

    public boolean isShortened() {
        return !warnings.isEmpty() && !shortened().isEmpty();
    }
}
