package io.bellwire.config.page;

import io.bellwire.config.sensors.Sensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The drop-down of sensors.
 *
 * @param chosen name that is selected; empty when none is
 */
record SensorChoice(List<Option> options, String chosen) {
    record Option(String name, String label) {}

    static SensorChoice of(List<Sensor> sensors, String chosen) {
        List<Option> options = new ArrayList<>();
        for (Sensor sensor : sensors) {
            String state = sensor.online() ? "online" : "offline";
            options.add(new Option(
                    sensor.name(), sensor.name() + " (" + state + (sensor.designated() ? ", designated" : "") + ")"));
        }
        if (!chosen.isBlank()
                && options.stream().noneMatch(option -> option.name().equals(chosen))) {
            options.add(new Option(chosen, chosen + " (never heard of)"));
        }
        return new SensorChoice(options, chosen);
    }

    /** Tells whether the options on a page are still these. */
    public String digest() {
        return Integer.toHexString(options.toString().hashCode());
    }
}
