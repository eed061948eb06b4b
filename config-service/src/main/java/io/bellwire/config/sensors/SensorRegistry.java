package io.bellwire.config.sensors;

import io.bellwire.config.answers.KafkaAwayException;
import io.bellwire.config.instances.InstanceRegistry;
import io.bellwire.config.instances.Sighting;
import io.bellwire.config.pipeline.PipelineStage;
import io.bellwire.config.pipeline.WaitingRecords;
import io.bellwire.schemas.Service;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SettingsFollower;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Knows the sensors: of the heartbeats of all syslog-senders, and of the settings. Thread-safe. */
public final class SensorRegistry {
    private static final Comparator<String> BY_NAME =
            String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder());

    private final InstanceRegistry instances;
    private final WaitingRecords waiting;
    private final SettingsFollower settings;

    public SensorRegistry(InstanceRegistry instances, WaitingRecords waiting, SettingsFollower settings) {
        this.instances = instances;
        this.waiting = waiting;
        this.settings = settings;
    }

    /** All sensors by name, the designated one among them even if it was never heard of here. */
    public List<Sensor> sensors() {
        SavedSettings current = settings.current();
        String designated = current == null ? "" : current.settings().sensor();
        Map<String, Sighting> heard = instances.sensors();
        List<Sighting> senders = instances.alive(Service.SYSLOG_SENDER);
        Set<String> names = new TreeSet<>(BY_NAME);
        names.addAll(heard.keySet());
        if (!designated.isEmpty()) {
            names.add(designated);
        }
        return names.stream()
                .map(name -> new Replicas(name, heard.get(name), ofSensor(name, senders))
                        .together(name.equals(designated), this::waitingForDelivery))
                .toList();
    }

    /** Every name that an operator may choose: heard of, or chosen before. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(BY_NAME);
        names.addAll(instances.sensors().keySet());
        settings.revisions().forEach(saved -> names.add(saved.settings().sensor()));
        return names;
    }

    private static List<Sighting> ofSensor(String name, List<Sighting> senders) {
        return senders.stream()
                .filter(sender -> name.equals(sender.status().getSensor()))
                .toList();
    }

    /** The list of sensors is told without Kafka too. */
    private OptionalLong waitingForDelivery() {
        try {
            return OptionalLong.of(waiting.beforeEachStage().getOrDefault(PipelineStage.SENDER, 0L));
        } catch (KafkaAwayException e) {
            return OptionalLong.empty();
        }
    }
}
