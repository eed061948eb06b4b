package io.bellwire.formatter;

import io.bellwire.cef.EncodedMessage;
import io.bellwire.cef.Warning;
import io.bellwire.settings.NotificationKind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How many alerts of one batch went which way. Not thread-safe. */
final class FormattingTally {
    private final Map<NotificationKind, Integer> filtered = new EnumMap<>(NotificationKind.class);
    private final Map<Warning.Kind, Integer> warnings = new EnumMap<>(Warning.Kind.class);
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

    /** A message was made, be it whole or with something cut or left out. */
    void formatted(EncodedMessage message) {
        formatted++;
        if (message.isShortened()) {
            shortened++;
        }
        for (Warning warning : message.warnings()) {
            warnings.merge(warning.kind(), 1, Integer::sum);
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

    /** How many warnings there were of each kind; one message may have several. */
    Map<Warning.Kind, Integer> warnings() {
        return Collections.unmodifiableMap(warnings);
    }
}
