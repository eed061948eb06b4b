package io.bellwire.settings;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that the operator reads all faults at once. */
final class FaultCollector {
    private final List<SettingsFault> faults = new ArrayList<>();

    FaultCollector require(boolean holds, String field, String message) {
        if (!holds) {
            faults.add(new SettingsFault(field, message));
        }
        return this;
    }

    void throwIfAny() {
        if (!faults.isEmpty()) {
            throw new InvalidSettingsException(faults);
        }
    }
}
