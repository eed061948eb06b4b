package io.bellwire.config.page;

import io.bellwire.settings.SavedSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One revision of the settings as the history shows it. */
record PastRevision(long number, String savedAt, String savedBy, List<SettingsDifference> differences) {
    /** @param revisions newest first */
    static List<PastRevision> of(List<SavedSettings> revisions) {
        List<PastRevision> past = new ArrayList<>();
        for (int i = 0; i < revisions.size(); i++) {
            past.add(of(revisions.get(i), i + 1 < revisions.size() ? revisions.get(i + 1) : null));
        }
        return List.copyOf(past);
    }

    private static PastRevision of(SavedSettings saved, @Nullable SavedSettings before) {
        return new PastRevision(
                saved.revision(),
                PageTime.of(saved.savedAt()),
                saved.savedBy(),
                SettingsDifference.between(before == null ? null : before.settings(), saved.settings()));
    }
}
