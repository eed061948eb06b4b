package io.bellwire.cef;

import java.util.ArrayList;
import java.util.List;

/** A finished message without its frame, and what had to be changed or left out to make it. */
public final class EncodedMessage {
    private final byte[] bytes;
    private final List<String> warnings;

    EncodedMessage(byte[] bytes, List<String> warnings) {
        this.bytes = bytes;
        this.warnings = List.copyOf(warnings);
    }

    /** The octets; the caller owns the array. */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * What differs from the input, as {@code kind:key}, in the order in which it happened: {@code truncated} and
     * {@code dropped} for length, {@code message-truncated} when {@code msg} was shortened, {@code no-label},
     * {@code invalid-address}, {@code invalid-mac}, {@code invalid-time}, {@code not-a-number}, {@code port-range},
     * {@code number-range} for values that are none.
     */
    public List<String> warnings() {
        return warnings;
    }

    /** The keys that were cut or left out for length; empty when the message has everything. */
    public List<String> shortened() {
        if (warnings.isEmpty()) {
            return List.of();
        }
        List<String> keys = new ArrayList<>();
        for (String warning : warnings) {
            if (warning.startsWith("truncated:") || warning.startsWith("dropped:")) {
                keys.add(warning.substring(warning.indexOf(':') + 1));
            } else if (warning.equals("message-truncated")) {
                keys.add("msg");
            }
        }
        return keys.stream().distinct().toList();
    }

    public boolean isShortened() {
        return !shortened().isEmpty();
    }
}
