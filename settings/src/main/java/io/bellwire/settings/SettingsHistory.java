package io.bellwire.settings;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Folds the settings topic: a record counts when it is based on the current revision, and is passed over otherwise.
 * Kafka has no compare-and-set; because every program folds the same log in the same way, all agree on who was first.
 * Immutable.
 *
 * @param revisions those that counted, oldest first
 * @param lastOffset the last record that was looked at; -1 when there was none
 */
record SettingsHistory(List<Revision> revisions, long lastOffset) {
    static final SettingsHistory EMPTY = new SettingsHistory(List.of(), -1);

    record Revision(long offset, SavedSettings saved) {}

    SettingsHistory {
        revisions = List.copyOf(revisions);
    }

    @Nullable
    SavedSettings current() {
        return revisions.isEmpty() ? null : revisions.get(revisions.size() - 1).saved();
    }

    SettingsHistory with(long offset, SavedSettings candidate) {
        SavedSettings current = current();
        long currentRevision = current == null ? 0 : current.revision();
        if (candidate.basedOn() != currentRevision) {
            return without(offset);
        }
        List<Revision> longer = new ArrayList<>(revisions);
        longer.add(new Revision(offset, candidate));
        return new SettingsHistory(longer, offset);
    }

    /** The record at this offset does not count. */
    SettingsHistory without(long offset) {
        return new SettingsHistory(revisions, offset);
    }

    /** Whether the record at this offset became a revision. */
    boolean counted(long offset) {
        return revisions.stream().anyMatch(revision -> revision.offset() == offset);
    }
}
