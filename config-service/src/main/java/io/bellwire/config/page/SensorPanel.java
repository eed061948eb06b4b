package io.bellwire.config.page;

import java.util.List;

/** What the page shows of the sensors, and of what is about to be lost before them. */
record SensorPanel(List<String> warnings, List<SensorCard> cards) {
    /** Tells whether the panel on a page is still this one. */
    public String digest() {
        return Integer.toHexString(toString().hashCode());
    }
}
