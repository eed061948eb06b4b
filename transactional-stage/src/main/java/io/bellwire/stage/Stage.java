package io.bellwire.stage;

import io.bellwire.schemas.Service;
import io.bellwire.schemas.Topic;
import java.util.List;

/**
 * Which program this is among the others.
 *
 * @param hostName of this machine; with the port it tells this process from its neighbours
 * @param topics that it needs; those of the settings and heartbeats come by themselves
 * @param handled the counters that together tell how many alerts it has done with
 */
public record Stage(Service service, String hostName, List<Topic> topics, List<String> handled) {
    public Stage {
        topics = List.copyOf(topics);
        handled = List.copyOf(handled);
    }
}
