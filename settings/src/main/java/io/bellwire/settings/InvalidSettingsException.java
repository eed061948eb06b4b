package io.bellwire.settings;

import java.util.List;
import java.util.stream.Collectors;

/** Settings that cannot work; tells every fault of the part that was refused. */
public final class InvalidSettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<SettingsFault> faults;

    public InvalidSettingsException(List<SettingsFault> faults) {
        super(faults.stream()
                .map(fault -> fault.field() + " " + fault.message())
                .collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    public List<SettingsFault> faults() {
        return faults;
    }
}
