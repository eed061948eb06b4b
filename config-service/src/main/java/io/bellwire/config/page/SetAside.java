package io.bellwire.config.page;

import io.bellwire.config.lookup.RejectedEntry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One rejected record as the page shows it.
 *
 * @param origin where it stood; null when the record does not say
 * @param text the beginning of its bytes, to be read by people
 * @param cut whether there is more of it
 */
record SetAside(
        String at, String reason, @Nullable String origin, String size, String text, boolean cut, String download) {
    private static final int TEXT_MAX = 4_000;

    static SetAside of(RejectedEntry entry) {
        String text = entry.text();
        boolean cut = text.length() > TEXT_MAX;
        return new SetAside(
                PageTime.of(entry.at()),
                entry.reason(),
                entry.topic() == null
                        ? null
                        : entry.topic() + ", partition " + entry.partition() + ", offset " + entry.offset(),
                String.format(Locale.ENGLISH, "%,d octets", entry.size()),
                cut ? text.substring(0, TEXT_MAX) : text,
                cut,
                "/rejected/" + entry.place().partition() + "/" + entry.place().offset());
    }
}
