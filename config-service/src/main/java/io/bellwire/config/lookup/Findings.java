package io.bellwire.config.lookup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search found, and how far it came. Immutable.
 *
 * @param complete whether it came to the beginning of what Kafka keeps
 * @param searchedBackToMillis whatever was written at this time or later was looked at; null when there was nothing
 */
record Findings(
        List<Finding> newestFirst,
        boolean complete,
        @Nullable Long searchedBackToMillis) {
    Findings {
        newestFirst = List.copyOf(newestFirst);
    }

    /** Whether so many of them can be told alone: whoever goes on names a time, and cannot part what has the same one. */
    boolean mayEndAfter(int count) {
        return count > 0
                && newestFirst.get(count - 1).atMillis()
                        != newestFirst.get(count).atMillis();
    }

    /** The newest of them alone; the search goes on with the others. */
    Findings first(int count) {
        return count == newestFirst.size()
                ? this
                : new Findings(
                        newestFirst.subList(0, count),
                        false,
                        newestFirst.get(count).atMillis() + 1);
    }

    /** No more than this many, or those of one millisecond; of these alone, too, no more than that. */
    Findings atMost(int count) {
        if (newestFirst.size() <= count) {
            return this;
        }
        for (int fewer = count; fewer > 0; fewer--) {
            if (mayEndAfter(fewer)) {
                return first(fewer);
            }
        }
        long oneTime = newestFirst.get(0).atMillis();
        return new Findings(newestFirst.subList(0, count), false, oneTime);
    }
}
