package io.bellwire.config.page;

import io.bellwire.settings.SyslogSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field in which settings differ, in the page's words.
 *
 * @param before what stood there; null when there were no settings before
 */
record SettingsDifference(String label, @Nullable String before, String after) {
    /** In the order of the page; all fields when there were no settings before. */
    static List<SettingsDifference> between(@Nullable SyslogSettings before, SyslogSettings after) {
        return between(before == null ? null : SettingsForm.of(before), SettingsForm.of(after));
    }

    static List<SettingsDifference> between(@Nullable SettingsForm before, SettingsForm after) {
        List<SettingsDifference> differences = new ArrayList<>();
        for (String name : SettingsForm.FIELDS) {
            String old = before == null ? null : before.shown(name);
            if (!after.shown(name).equals(old)) {
                differences.add(new SettingsDifference(after.label(name), old, after.shown(name)));
            }
        }
        return List.copyOf(differences);
    }
}
