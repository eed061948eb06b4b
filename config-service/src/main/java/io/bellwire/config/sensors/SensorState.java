package io.bellwire.config.sensors;

import com.fasterxml.jackson.annotation.JsonValue;
import io.bellwire.schemas.InstanceState;
import java.util.Locale;

/** How a sensor is; of several replicas the first in this order tells. */
public enum SensorState {
    /** Something keeps it from delivering. */
    WAITING,
    /** The operator switched delivery off. */
    OFF,
    /** Another sensor is designated, or none. */
    STANDING_BY,
    DELIVERING,
    /** No replica was heard of lately. */
    OFFLINE;

    /** As in the API, such as {@code standing-by}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static SensorState of(InstanceState state) {
        return switch (state) {
            case WAITING -> WAITING;
            case OFF -> OFF;
            case DELIVERING -> DELIVERING;
            // A sender that only runs has not yet found out what to do.
            case STANDING_BY, RUNNING -> STANDING_BY;
        };
    }
}
