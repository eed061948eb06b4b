package io.bellwire.cef;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Remembers what was made of texts that come again and again, such as host names. Not thread-safe. */
final class Memory<T> {
    /** When it knows that many it starts anew, so that texts which never come again cannot fill the heap. */
    private static final int TEXTS_MAX = 4096;

    private final Map<String, T> known = new HashMap<>();
    private final Function<String, T> make;

    Memory(Function<String, T> make) {
        this.make = make;
    }

    T of(String text) {
        T value = known.get(text);
        if (value == null) {
            value = make.apply(text);
            if (known.size() == TEXTS_MAX) {
                known.clear();
            }
            known.put(text, value);
        }
        return value;
    }
}
