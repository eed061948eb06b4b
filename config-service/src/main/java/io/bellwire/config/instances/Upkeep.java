package io.bellwire.config.instances;

import java.util.List;

/**
 * What is due to be written to the topic of heartbeats.
 *
 * @param forgotten keys of records that nobody needs any more
 * @param notes what is known of sensors, to be kept beyond their instances
 */
record Upkeep(List<String> forgotten, List<Sighting> notes) {}
