package io.bellwire.formatter;

import io.bellwire.settings.NotificationKind;
import java.util.EnumMap;
import java.util.Map;

/** How many alerts of one batch went which way. Not thread-safe. */
final class FormattingTally {
    private final Map<NotificationKind, Integer> filtered = new EnumMap<>(NotificationKind.class);
    private int skipped;
    private int formatted;
    private int shortened;
    private int rejected;

    /** The operator has switched this kind off. */
    void filtered(NotificationKind kind) {
        filtered.merge(kind, 1, Integer::sum);
    }

    /** The alert was accepted before the moment from which the operator wants alerts. */
    void skipped() {
        skipped++;
    }

    void formatted(boolean wasShortened) {
        formatted++;
        if (wasShortened) {
            shortened++;
        }
    }

    void rejected() {
        rejected++;
    }

    int filteredOf(NotificationKind kind) {
        return filtered.getOrDefault(kind, 0);
    }

    int skippedCount() {
        return skipped;
    }

    int formattedCount() {
        return formatted;
    }

    int shortenedCount() {
        return shortened;
    }

    int rejectedCount() {
        return rejected;
    }
}
